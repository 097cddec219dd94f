using System.Text;
using System.Text.Json;
using Castor.Engines.Emulator.Schemas;
using Castor.Engines.Schemas;
using Castor.Protocol;

namespace Castor.Engines.Emulator.Functions;

/// <summary>What has happened since the user last said something.</summary>
internal sealed class CallHistory
{
    private static readonly string[] s_resultNames = ["output", "result", "value", "answer", "content", "data", "response"];

    private readonly List<(string Name, Datum Args)> _made = [];

    private CallHistory(string prompt) => Prompt = prompt;

    /// <summary>What the user last said; empty when that was no text.</summary>
    public string Prompt { get; }

    /// <summary>How many turns of calls there were since.</summary>
    public int Rounds { get; private set; }

    /// <summary>The results of the last turn of calls, as they came.</summary>
    public IReadOnlyList<Datum> Results { get; private set; } = [];

    /// <summary>Whether the last turn is the answer to calls.</summary>
    public bool IsAnswered { get; private set; }

    /// <summary>Whether one of the last calls failed.</summary>
    public bool HasFailed => Results.Any(result => result.Member("error") is { Kind: not JsonValueKind.Null });

    /// <summary>The results, and what they wrap, as objects whose members may be arguments of later calls.</summary>
    public KnownValues Known()
    {
        var known = new List<Datum>();
        foreach (Datum result in Results)
        {
            foreach (Datum? form in (ReadOnlySpan<Datum?>)[result, Unwrap(result)])
            {
                if (form is { Kind: JsonValueKind.Object })
                {
                    known.Add(form);
                }
            }
        }

        return new KnownValues(known);
    }

    /// <summary>The last result without what wraps it, or null.</summary>
    public Datum? LastResult => Results.Count > 0 ? Unwrap(Results[^1]) : null;

    /// <summary>Reads a conversation.</summary>
    public static CallHistory Of(IReadOnlyList<Content>? contents)
    {
        int count = contents?.Count ?? 0;
        int asked = count - 1;
        while (asked >= 0 && !IsPrompt(contents![asked]))
        {
            asked--;
        }

        var history = new CallHistory(asked < 0 ? "" : TextOf(contents![asked]));
        for (int i = asked + 1; i < count; i++)
        {
            history.Add(contents![i]);
        }

        return history;
    }

    /// <summary>Whether the call was made before.</summary>
    public bool WasMade(string name, Datum args) => _made.Exists(call => call.Name == name && call.Args.SameAs(args));

    /// <summary>Whether the function was called before.</summary>
    public bool WasCalled(string name) => _made.Exists(call => call.Name == name);

    // A turn that answers calls is none that asks, even where a text stands beside the answers.
    private static bool IsPrompt(Content content)
    {
        if (content.Role == "model" || content.Parts is not { } parts)
        {
            return false;
        }

        for (int i = 0; i < parts.Count; i++)
        {
            if (parts[i].FunctionResponse is not null)
            {
                return false;
            }
        }

        return true;
    }

    // Coding tools put what they know of the machine before the question, in tags of their own.
    private static string TextOf(Content content)
    {
        string? only = null;
        StringBuilder? all = null;
        foreach (Part part in content.Parts!)
        {
            if (part.Text is not { Length: > 0 } text || part.Thought == true || (text[0] == '<' && text.EndsWith('>')))
            {
                continue;
            }

            if (only is null)
            {
                only = text;
            }
            else
            {
                (all ??= new StringBuilder(only)).Append('\n').Append(text);
            }
        }

        return all?.ToString() ?? only ?? "";
    }

    private static Datum? Unwrap(Datum result)
    {
        if (result.Kind != JsonValueKind.Object)
        {
            return result;
        }

        foreach (string name in s_resultNames)
        {
            if (result.Member(name) is { } inner)
            {
                return inner;
            }
        }

        return result.Members.Count == 1 ? result.Members[0].Value : result;
    }

    private void Add(Content content)
    {
        var results = new List<Datum>();
        bool called = false;
        foreach (Part part in content.Parts ?? [])
        {
            if (part.FunctionCall is { } call)
            {
                called = true;
                bool withArgs = call.Args is { ValueKind: JsonValueKind.Object };
                _made.Add((call.Name ?? "", withArgs ? Datum.From(call.Args!.Value) : Datum.Of(new List<KeyValuePair<string, Datum>>())));
            }

            if (part.FunctionResponse is { } response)
            {
                results.Add(response.Response is { } value ? Datum.From(value) : Datum.Null);
            }
        }

        Rounds += called ? 1 : 0;
        IsAnswered = results.Count > 0;
        Results = results.Count > 0 ? results : Results;
    }
}
