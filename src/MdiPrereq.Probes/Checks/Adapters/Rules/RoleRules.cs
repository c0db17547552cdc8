using System.Collections.Generic;
using System.Linq;
using MdiPrereq.Checks.Adapters.Wording;
using MdiPrereq.Contract;

namespace MdiPrereq.Checks.Adapters.Rules;

/// <summary>Whether a standalone sensor's machine has the adapters it needs.</summary>
internal static class RoleRules
{
    public static AdapterRule HasCapture(IReadOnlyList<Subject> subjects, Vocabulary words) => new(
        AdapterQuestions.CaptureAdapter,
        question => NamesOf(subjects, AdapterRole.Capture) is { Length: > 0 } names
            ? question.Pass(names, RoleWording.Capture(names))
            : question.Fail("none", RoleWording.NoCapture(words)));

    public static AdapterRule HasManagement(IReadOnlyList<Subject> subjects) => new(
        AdapterQuestions.ManagementAdapter,
        question => NamesOf(subjects, AdapterRole.Management) is { Length: > 0 } names
            ? question.Pass(names, RoleWording.Management(names))
            : question.Fail("none", RoleWording.NoManagement));

    private static string NamesOf(IReadOnlyList<Subject> subjects, AdapterRole role) =>
        string.Join(", ", subjects.Where(subject => subject.Role == role).Select(subject => subject.Adapter.Name));
}
