using CsCheck;

namespace MdiPrereq.Tests.Results;

/// <summary>Text as an attacker would choose it: separators, quotes, signs that start formulas, invisible and half characters.</summary>
internal static class HostileText
{
    private const string Signs =
        "=+-@\uFF1D\uFF0B\uFF0D\uFF20\uFE63\uFE6B\uFE62\uFE66,;\t\r\n\"' |\\/{}[]:\0"
        + "\u001b\u202e\u200b\u3164\uffa0\u115f\u00a0\u2028\ufeff\ud83d\ude00\ud800\udc00ab1…";

    public static Gen<string> Any { get; } = Gen.OneOf(
        Gen.String[Gen.Char[Signs], 0, 24],
        Gen.String[0, 40],
        Gen.String[Gen.Char[Signs], 200, 300],
        Gen.Const(""));
}
