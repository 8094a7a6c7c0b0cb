package io.elemental.seedimage.download;

/** The download function. */
public final class DownloadFunction {

    private DownloadFunction() {}

    public static void main(String[] args) {
        System.exit(2);
    }
}
