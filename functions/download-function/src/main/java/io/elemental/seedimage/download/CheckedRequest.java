package io.elemental.seedimage.download;

import io.elemental.seedimage.registration.token.TokenCheck;

/** A wish for an image, and whether its token opens the registration. */
record CheckedRequest(DownloadRequest request, TokenCheck check) {}
