using System;
using System.Collections.Generic;
using System.Text;

namespace MdiPrereq.Tests.Machine;

/// <summary>Builds DefaultConnectionSettings as Windows writes it.</summary>
internal static class SettingsBlob
{
    public static byte[] Of(int flags, string proxy = "", string bypass = "", string script = "")
    {
        var blob = new List<byte>();
        Add(0x46);
        Add(27);
        Add(flags);
        foreach (var text in new[] { proxy, bypass, script })
        {
            Add(text.Length);
            blob.AddRange(Encoding.Latin1.GetBytes(text));
        }

        // What is known of the last detection; nothing of it is a setting.
        blob.AddRange(new byte[32]);
        return [.. blob];

        void Add(int value) => blob.AddRange(BitConverter.GetBytes(value));
    }
}
