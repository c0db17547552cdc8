using System;
using System.Runtime.InteropServices;
using System.Security;
using System.Text;

namespace MdiPrereq.Commands;

/// <summary>A secret as the octets that a protocol wants, UTF-8; no copy of it stays where it could be read later.</summary>
internal static class SecretBytes
{
    /// <returns>The secret; whoever has it must clear it.</returns>
    public static byte[] Of(SecureString secret)
    {
        var letters = new char[secret.Length];
        var pinned = GCHandle.Alloc(letters, GCHandleType.Pinned);
        var plain = Marshal.SecureStringToGlobalAllocUnicode(secret);
        try
        {
            Marshal.Copy(plain, letters, 0, letters.Length);
            return Encoding.UTF8.GetBytes(letters);
        }
        finally
        {
            Marshal.ZeroFreeGlobalAllocUnicode(plain);
            Array.Clear(letters, 0, letters.Length);
            pinned.Free();
        }
    }
}
