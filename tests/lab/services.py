#!/usr/bin/python3
"""The servers of the lab, asked one by one from the sensor host.

usage: services.py wait <seconds> <log directory>    until every one has answered; names those that have not
       services.py status <log directory>            one line per host"""
import json
import os
import sys
import time
from concurrent.futures import ThreadPoolExecutor

import probes

HERE = os.path.dirname(os.path.abspath(__file__))


def load():
    with open(os.path.join(HERE, "services.json"), encoding="utf-8") as file:
        return json.load(file)


def answers(address, service, timeout):
    port, transport = service.split("/")
    return probes.probe(address, int(port), transport.capitalize(), timeout)["Verified"]


def wait(seconds, log):
    deadline = time.monotonic() + float(seconds)
    missing = [(host, service) for host in load() for service in host["Services"]]
    with ThreadPoolExecutor(32) as pool:
        while missing:
            up = pool.map(lambda m: answers(m[0]["Address"], m[1], 1.0), missing)
            missing = [m for m, ok in zip(missing, up) if not ok]
            if missing and time.monotonic() > deadline:
                for host, service in missing:
                    files = host["Services"][service]
                    print(f"lab: error: {host['Host']} ({host['Address']}) does not answer on {service}: see {log}/{files}",
                          file=sys.stderr)
                return 1
            if missing:
                time.sleep(0.2)
    return 0


def status(log):
    hosts, failed = load(), 0
    with ThreadPoolExecutor(32) as pool:
        def thrice(address, service):  # one host loses packets on purpose
            return any(answers(address, service, 2.0) for _ in range(3))

        jobs = {(h["Address"], s): pool.submit(thrice, h["Address"], s) for h in hosts for s in h["Services"]}
        for host in hosts:
            down = [s for s in host["Services"] if not jobs[host["Address"], s].result()]
            up = [s for s in host["Services"] if s not in down]
            failed += len(down)
            line = " ".join(up) or host.get("Note", "")
            if down:
                line += "   DOWN: " + " ".join(f"{s} ({log}/{host['Services'][s]})" for s in down)
            print(f"{host['Host']:<16} {host['Address']:<12} {line}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(wait(*sys.argv[2:4]) if sys.argv[1] == "wait" else status(sys.argv[2]))
