"""Frames with their capture times: from the binary message of the page, from JPEG, from video files."""
