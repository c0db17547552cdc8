using System.Collections.Generic;
using System.Linq;
using MdiPrereq.Contract;

namespace MdiPrereq.Checks.Adapters.Rules;

/// <summary>Whether a standalone sensor's machine has the adapters it needs.</summary>
internal static class RoleRules
{
    public static Finding HasCapture(IReadOnlyList<Subject> subjects, Vocabulary words)
    {
        var question = new Question("CaptureAdapter", "at least one adapter that gets mirrored traffic", LearnPage.Standalone);
        var names = NamesOf(subjects, AdapterRole.Capture);
        return names.Length > 0
            ? question.Pass(names, $"The capture adapter is {names}.")
            : question.Fail(
                "none",
                "No adapter looks like a capture adapter: one with a static /32 address and without gateway and DNS servers.",
                "Give the adapter that gets the mirrored traffic a static address with mask 255.255.255.255, "
                    + $"or name it with {words.AdapterName}.");
    }

    public static Finding HasManagement(IReadOnlyList<Subject> subjects)
    {
        var question = new Question("ManagementAdapter", "at least one adapter that talks to the network", LearnPage.Standalone);
        var names = NamesOf(subjects, AdapterRole.Management);
        return names.Length > 0
            ? question.Pass(names, $"The management adapter is {names}.")
            : question.Fail(
                "none",
                "No adapter looks like a management adapter: one with an address, a default gateway and DNS servers.",
                "A standalone sensor needs an adapter of its own to talk to the network, beside the one that gets mirrored traffic.");
    }

    private static string NamesOf(IReadOnlyList<Subject> subjects, AdapterRole role) =>
        string.Join(", ", subjects.Where(subject => subject.Role == role).Select(subject => subject.Adapter.Name));
}
