using System.Text.RegularExpressions;

namespace Castor.Conformance.Running;

/// <summary>The fenced code of a Markdown file.</summary>
internal static partial class DocumentSnippets
{
    /// <summary>The blocks of a language, in order.</summary>
    public static IReadOnlyList<string> Read(string file, string language) =>
    [
        .. Fence().Matches(File.ReadAllText(Path.Combine(RepositoryFolders.Root, file)))
            .Where(match => match.Groups["language"].Value == language)
            .Select(match => match.Groups["code"].Value),
    ];

    [GeneratedRegex(@"^```(?<language>\w+)\n(?<code>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fence();
}
