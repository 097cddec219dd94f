using System.CommandLine;
using Castor.Storage.Keys;

namespace Castor.Cli.Keys;

/// <summary>The argument that names one key, by id or by name.</summary>
internal static class KeyArgument
{
    public static Argument<string> Create() => new("KEY") { Description = "The id of the key, or its name where only one key has it." };

    /// <summary>The one key that is meant; null with a line on standard error where there is none, or more than one.</summary>
    /// <param name="store">The keys.</param>
    /// <param name="text">What was typed.</param>
    /// <param name="wanted">Which keys come into question.</param>
    /// <param name="kind">What those are called.</param>
    public static ApiKey? Find(ApiKeyStore store, string text, Func<ApiKey, bool> wanted, string kind)
    {
        ApiKey[] found = [.. store.Find(text).Where(wanted)];
        if (found.Length == 1)
        {
            return found[0];
        }

        Console.Error.WriteLine(found.Length == 0
            ? $"castor: there is no {kind} with the id or name '{text}'. See 'castor keys list --deleted'."
            : $"castor: {found.Length} keys are named '{text}'. Name one by its id: {string.Join(", ", found.Select(k => k.Id))}.");
        return null;
    }
}
