#!/usr/bin/env python3
"""A web server of base images for tests: honest ones, and ones that never end.

  sources.py ADDRESS PORT ISO

  GET /honest-NAME.iso   the ISO, whole, with a strong ETag
  GET /drip-NAME.iso     the head of a 50 MB file, and then two bytes a second

Ends with a signal. Exit status 2 where it was not started as it must be.
"""
import http.server
import os
import shutil
import sys
import time


class Sources(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    iso = ""

    def do_GET(self):
        if self.path.startswith("/honest-"):
            self.honest()
        elif self.path.startswith("/drip-"):
            self.drip()
        else:
            self.send_error(404)

    def honest(self):
        with open(self.iso, "rb") as file:
            self.head(os.fstat(file.fileno()).st_size)
            shutil.copyfileobj(file, self.wfile, 1 << 20)

    def drip(self):
        self.head(50_000_000)
        try:
            while True:
                self.wfile.write(b"x")
                self.wfile.flush()
                time.sleep(0.5)
        except OSError:
            self.close_connection = True

    def head(self, length):
        self.send_response(200)
        self.send_header("Content-Type", "application/x-iso9660-image")
        self.send_header("Content-Length", str(length))
        self.send_header("ETag", '"%s"' % self.path)
        self.end_headers()

    def log_message(self, *_):
        pass


if __name__ == "__main__":
    if len(sys.argv) != 4 or not sys.argv[2].isdigit():
        print(__doc__.strip(), file=sys.stderr)
        sys.exit(0 if "--help" in sys.argv else 2)
    Sources.iso = sys.argv[3]
    http.server.ThreadingHTTPServer((sys.argv[1], int(sys.argv[2])), Sources).serve_forever()
