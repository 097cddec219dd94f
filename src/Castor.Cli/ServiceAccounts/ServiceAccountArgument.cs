using System.CommandLine;
using Castor.Storage.ServiceAccounts;

namespace Castor.Cli.ServiceAccounts;

/// <summary>The argument that names one account, by its address or by its name.</summary>
internal static class ServiceAccountArgument
{
    public static Argument<string> Create() => new("ACCOUNT") { Description = "The address of the account, or its name where only one account has it." };

    /// <summary>The one account that is meant; null with a line on standard error where there is none, or more than one.</summary>
    public static ServiceAccount? Find(ServiceAccountStore store, string text)
    {
        ServiceAccount[] found = [.. store.List().Where(a => a.Email == text || a.Email.StartsWith(text + "@", StringComparison.Ordinal))];
        if (found.Length == 1)
        {
            return found[0];
        }

        Console.Error.WriteLine(found.Length == 0
            ? $"castor: there is no service account '{text}'. See 'castor service-accounts list'."
            : $"castor: {found.Length} service accounts are named '{text}'. Name one by its address: {string.Join(", ", found.Select(a => a.Email))}.");
        return null;
    }
}
