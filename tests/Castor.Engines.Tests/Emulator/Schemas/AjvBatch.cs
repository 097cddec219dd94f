using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Castor.Engines.Tests.Emulator.Schemas;

/// <summary>Has instances validated by ajv, all in one process of node.</summary>
/// <remarks>
/// The issue names JsonSchema.Net as the judge. It cannot be restored from the feed at hand (one of its dependencies is missing there), so ajv 8
/// is the independent implementation, with the dialect of draft 2020-12 and the formats of ajv-formats.
/// </remarks>
/// <param name="byDecimals">Whether multiples are looked at by their digits, and not as quotients of doubles.</param>
internal sealed class AjvBatch(bool byDecimals = false)
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(5);

    private readonly JsonArray _cases = [];

    public int Count => _cases.Count;

    public void Add(JsonNode schema, string instance, bool valid = true) =>
        _cases.Add(new JsonObject { ["schema"] = schema.DeepClone(), ["instance"] = instance, ["valid"] = valid });

    /// <summary>Where ajv's verdict is another, with schema and instance, ready to be read.</summary>
    public async Task<IReadOnlyList<string>> Complaints(CancellationToken cancellationToken)
    {
        string folder = FindFolder();
        await Install(folder, cancellationToken);
        string input = Path.GetTempFileName();
        string output = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(input, _cases.ToJsonString(), cancellationToken);
            await Run(folder, "node", ["check.mjs", input, output, byDecimals ? "decimals" : "doubles"], cancellationToken);
            using var failures = JsonDocument.Parse(await File.ReadAllTextAsync(output, cancellationToken));
            return [.. failures.RootElement.EnumerateArray().Select(Describe)];
        }
        finally
        {
            File.Delete(input);
            File.Delete(output);
        }
    }

    private string Describe(JsonElement failure)
    {
        JsonNode @case = _cases[failure.GetProperty("index").GetInt32()]!;
        return $"{failure.GetProperty("error").GetString()}\nschema: {@case["schema"]!.ToJsonString()}\ninstance: {@case["instance"]}";
    }

    private static async Task Install(string folder, CancellationToken cancellationToken)
    {
        if (!Directory.Exists(Path.Combine(folder, "node_modules", "ajv-formats")))
        {
            await Run(folder, "npm", ["ci", "--silent", "--ignore-scripts"], cancellationToken);
        }
    }

    private static async Task Run(string folder, string program, string[] arguments, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(s_patience);
        using Process process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        }) ?? throw new InvalidOperationException($"{program} did not start.");
        Task<string> errors = process.StandardError.ReadToEndAsync(limit.Token);
        string text = await process.StandardOutput.ReadToEndAsync(limit.Token) + await errors;
        await process.WaitForExitAsync(limit.Token);
        Assert.True(process.ExitCode == 0, $"'{program} {string.Join(' ', arguments)}' in {folder} ended with {process.ExitCode}:\n{text}");
    }

    private static string FindFolder()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            string candidate = Path.Combine(folder.FullName, "tests", "Castor.Engines.Tests", "ajv");
            if (File.Exists(Path.Combine(candidate, "package.json")))
            {
                return candidate;
            }
        }

        throw new DirectoryNotFoundException("tests/Castor.Engines.Tests/ajv is in no folder above the tests.");
    }
}
