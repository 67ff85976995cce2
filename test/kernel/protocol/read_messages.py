"""Reads messages with Jupyter's own client, which checks their signatures, and prints them as JSON.

python read_messages.py KEY < frames.json, where each message is a list of frames in base64.
"""

import base64
import json
import sys

from jupyter_client.session import Session

session = Session(key=sys.argv[1].encode())
for frames in json.load(sys.stdin):
    identities, rest = session.feed_identities([base64.b64decode(frame) for frame in frames])
    message = session.deserialize(rest)
    message["buffers"] = [base64.b64encode(buffer).decode() for buffer in message["buffers"]]
    message["identities"] = [base64.b64encode(identity).decode() for identity in identities]
    print(json.dumps(message, default=lambda date: date.isoformat()))
