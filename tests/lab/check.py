#!/usr/bin/python3
"""Compares the lab with matrix.json, by our own probes: proves the lab and the matrix right, before any C# is asked.

usage: check.py [word in the host's name ...]"""
import json
import os
import socket
import sys
from concurrent.futures import ThreadPoolExecutor

import probes

HERE = os.path.dirname(os.path.abspath(__file__))


def seen(row):
    if "NoProbeExists" in row["Reason"] and row["State"][0] == "NotTested":
        return {"State": "NotTested", "Reason": "NoProbeExists", "Verified": False}
    try:
        address = socket.getaddrinfo(row["ComputerName"], None, socket.AF_INET if "mdi-" in row["Host"] else 0)[0][4][0] \
            if row["ComputerName"].endswith(".test") else row["ComputerName"]
    except socket.gaierror:
        return {"State": "NameNotResolved", "Reason": "NameNotResolved", "Verified": False}
    return probes.probe(address, row["Port"], row["Transport"])


def complaints(row, got):
    for key in ("State", "Reason"):
        if got[key] not in row[key]:
            yield f"{key} {got[key]}, not {'/'.join(row[key])}"
    if row["Verified"] is not None and got["Verified"] != row["Verified"]:
        yield f"Verified {got['Verified']}"
    if "RemoteName" in row and got.get("RemoteName") not in row["RemoteName"]:
        yield f"RemoteName {got.get('RemoteName')}"
    if "CertificateIssuer" in row and (got.get("Subject"), got.get("Issuer")) != (row["CertificateSubject"], row["CertificateIssuer"]):
        yield f"certificate {got.get('Subject')} of {got.get('Issuer')}"
    if "MaxClockSkewSeconds" in row and not abs(got.get("Skew", 99)) <= row["MaxClockSkewSeconds"]:
        yield f"clock skew {got.get('Skew')}"


def main(words):
    with open(os.path.join(HERE, "matrix.json"), encoding="utf-8") as file:
        rows = [r for r in json.load(file) if not words or any(w in r["Host"] for w in words)]
    bad = 0
    with ThreadPoolExecutor(96) as pool:
        for row, got in zip(rows, pool.map(seen, rows)):
            found = list(complaints(row, got))
            bad += bool(found)
            for text in found:
                print(f"{row['Host']} {row['ComputerName']} {row['RequirementId']}/{row['Transport']}: {text}   {got}")
    print(f"{len(rows)} rows, {len(rows) - bad} as expected, {bad} not")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
