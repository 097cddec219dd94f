using Castor.Engines.Catalog;
using Castor.Server;

namespace Castor.Cli.Serve;

/// <summary>What <c>castor serve</c> prints once it takes requests.</summary>
internal static class Welcome
{
    private const int Width = 100;

    private static readonly string[] s_favouriteModels = ["castor-spark", "gemini-2.5-flash"];

    public static void Write(TextWriter output, string url, CastorOptions options, ModelCatalog catalog)
    {
        output.WriteLine($"Castor {CastorVersion.Text} listens on {url}");
        output.WriteLine($"  data folder   {options.DataFolder}");
        output.WriteLine(options.Auth == AuthMode.Keys
            ? "  keys          those of 'castor keys create'"
            : "  keys          any key that is not empty");
        if (options.ScenariosFolder is { } scenarios)
        {
            output.WriteLine($"  scenarios     {scenarios}");
        }

        if (options.SafetyClassifier is { } classifier)
        {
            output.WriteLine($"  safety        {classifier}");
        }

        output.WriteLine();
        foreach (IGrouping<string, ModelEntry> engine in catalog.Entries.GroupBy(e => e.Engine, StringComparer.Ordinal))
        {
            output.WriteLine($"  engine {engine.Key} answers for {engine.Count()} models:");
            WriteWrapped(output, engine.Select(Describe));
        }

        output.WriteLine();
        output.WriteLine("Try it:");
        string key = options.Auth == AuthMode.Keys ? "$GEMINI_API_KEY" : "any";
        string model = s_favouriteModels.Select(name => catalog.Find(name)).FirstOrDefault(m => m is not null)?.Id ?? catalog.Entries[0].Id;
        output.WriteLine(
            $"  curl \"{url}/v1beta/models/{model}:generateContent\" -H \"x-goog-api-key: {key}\" "
            + "-H \"Content-Type: application/json\" -d '{\"contents\":[{\"parts\":[{\"text\":\"Hello there\"}]}]}'");
        output.Flush();
    }

    private static string Describe(ModelEntry entry) => entry.AnsweredBy is { } other ? $"{entry.Id} (by {other})" : entry.Id;

    private static void WriteWrapped(TextWriter output, IEnumerable<string> words)
    {
        string line = "   ";
        foreach (string word in words)
        {
            if (line.Length + word.Length + 1 > Width)
            {
                output.WriteLine(line);
                line = "   ";
            }

            line += " " + word;
        }

        output.WriteLine(line);
    }
}
