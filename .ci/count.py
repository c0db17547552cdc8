"""Counts the tests of all trx files in a folder, and the checks beside them (passed, failed); says why what was skipped was skipped.

The last line is the sum, for machines to read. Fails when something failed, or nothing ran.
"""
import collections
import glob
import re
import sys
import xml.etree.ElementTree

TRX = '{http://microsoft.com/schemas/VisualStudio/TeamTest/2010}'

folder, passed, failed = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
ran = 0
causes = collections.Counter()
for name in glob.glob(folder + '/**/*.trx', recursive=True):
    for result in xml.etree.ElementTree.parse(name).iter(TRX + 'UnitTestResult'):
        outcome = result.get('outcome')
        if outcome == 'NotExecuted':
            message = result.find(f'{TRX}Output/{TRX}ErrorInfo/{TRX}Message')
            causes[(message.text if message is not None else None) or 'no cause given'] += 1
        elif outcome == 'Passed':
            passed, ran = passed + 1, ran + 1
        else:
            failed, ran = failed + 1, ran + 1
        # The tests in a real PowerShell are one test here, which prints what it counted.
        for line in re.findall(r'^(?:(?:Pester|Smoke): .*|.*\[!\] .*)$', result.findtext(f'{TRX}Output/{TRX}StdOut') or '', re.MULTILINE):
            print(line.strip())
for cause, count in causes.most_common():
    print(f'skipped {count}: {cause}')
if ran == 0:
    print('no test ran')
print(f'{passed} passed, {failed} failed, {sum(causes.values())} skipped')
sys.exit(0 if failed == 0 and ran > 0 else 1)
