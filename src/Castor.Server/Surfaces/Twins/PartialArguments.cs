using System.Text.Json;
using Castor.Engines;
using Castor.Protocol;

namespace Castor.Server.Surfaces.Twins;

/// <summary>A call's arguments in the form in which they are streamed: one value a JSON path, as recorded for calls that come in one piece.</summary>
internal static class PartialArguments
{
    /// <summary>Whether a call asks for them.</summary>
    public static bool AreAsked(GenerationCall call) =>
        call.Streamed && call.Request.ToolConfig?.FunctionCallingConfig?.StreamFunctionCallArguments == true;

    /// <summary>The chunk with the arguments of its calls by path.</summary>
    public static GenerateContentResponse Of(GenerateContentResponse chunk) => chunk with
    {
        Candidates = chunk.Candidates is { } candidates ? [.. candidates.Select(Of)] : null,
    };

    /// <summary>The call with its arguments by path.</summary>
    public static FunctionCall Of(FunctionCall call)
    {
        if (call.Args is not { ValueKind: JsonValueKind.Object } arguments)
        {
            return call;
        }

        var leaves = new List<PartialArg>();
        Add(arguments, "$", leaves);
        return call with { Args = null, PartialArgs = leaves };
    }

    private static Candidate Of(Candidate candidate) => candidate.Content is not { Parts: { } parts } content ? candidate : candidate with
    {
        Content = content with { Parts = [.. parts.Select(part => part.FunctionCall is { } call ? part with { FunctionCall = Of(call) } : part)] },
    };

    private static void Add(JsonElement value, string path, List<PartialArg> leaves)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (JsonProperty property in value.EnumerateObject())
                {
                    Add(property.Value, IsPlain(property.Name) ? $"{path}.{property.Name}" : $"{path}['{property.Name.Replace("'", "\\'", StringComparison.Ordinal)}']", leaves);
                }

                break;
            case JsonValueKind.Array:
                int index = 0;
                foreach (JsonElement item in value.EnumerateArray())
                {
                    Add(item, $"{path}[{index++}]", leaves);
                }

                break;
            default:
                leaves.Add(Leaf(value, path));
                break;
        }
    }

    private static PartialArg Leaf(JsonElement value, string path) => value.ValueKind switch
    {
        JsonValueKind.Number => new PartialArg { JsonPath = path, NumberValue = value.GetDouble() },
        JsonValueKind.String => new PartialArg { JsonPath = path, StringValue = value.GetString() },
        JsonValueKind.Null => new PartialArg { JsonPath = path, NullValue = "NULL_VALUE" },
        _ => new PartialArg { JsonPath = path, BoolValue = value.GetBoolean() },
    };

    private static bool IsPlain(string name) => name.Length > 0 && name.All(c => char.IsLetterOrDigit(c) || c == '_');
}
