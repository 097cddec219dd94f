using System.CommandLine;
using System.Security.Cryptography;
using Castor.Server.Identity.ServiceAccounts;
using Castor.Storage.ServiceAccounts;

namespace Castor.Cli.ServiceAccounts;

/// <summary>Where a credentials file goes, and what it says; shared by the commands that write one.</summary>
internal static class CredentialsOptions
{
    public static Option<string?> Output() => new("--output") { Description = "The file to write, which must not be there yet.", HelpName = "FILE" };

    public static Option<string> Universe() => new("--universe-domain")
    {
        Description = "The universe domain of the file. With another than Google's, Node's library signs for itself instead of asking Google.",
        HelpName = "DOMAIN",
        DefaultValueFactory = _ => "googleapis.com",
    };

    /// <summary>Whether the file to write is there already; told on standard error.</summary>
    public static bool RefusesTaken(string? output)
    {
        if (SecretFile.IsTaken(output))
        {
            Console.Error.WriteLine($"castor: there is a file {output} already.");
            return true;
        }

        return false;
    }

    /// <summary>Makes a key pair, keeps the public half, and writes the private one.</summary>
    public static void WriteNewKey(ServiceAccountStore store, ServiceAccount account, bool replace, Uri server, string? output, string universe)
    {
        using var rsa = RSA.Create(CredentialsFile.KeyBits);
        ServiceAccountKey key = store.AddKey(account.Email, rsa.ExportSubjectPublicKeyInfo(), replace);
        SecretFile.Write(output, CredentialsFile.Write(account, key.Id, rsa, server, universe));
    }
}
