"""Holds a compiled law against the outcomes that evaluation gave, and names each difference:
enact build rules/nl/zorgtoeslag --on 2025-03-01 -o law.wasm --conformance cases.json
python docs/examples/hosts/conform.py law.wasm cases.json
"""

import json
import sys
from pathlib import Path

from law import Law

module, file = sys.argv[1:]
law = Law(Path(module).read_bytes())
same = different = 0
for decision in json.loads(Path(file).read_text("utf-8"))["decisions"]:
    name, cases = decision["decision"], decision["cases"]
    for case, outcome in zip(cases, law.decide(name, [(case["on"], case["case"]) for case in cases])):
        if outcome == case["outcome"]:
            same += 1
        else:
            different += 1
            print(json.dumps({"decision": name, "case": case, "outcome": outcome}, ensure_ascii=False))
print(f"{same} the same, {different} different")
sys.exit(different > 0)
