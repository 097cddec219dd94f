using System.Text;
using System.Text.Json;
using Castor.Protocol;

namespace Castor.Server.Surfaces.Vertex;

/// <summary>
/// The characters that Vertex AI bills: code points that are no white space. That of texts, and of names, descriptions and schemas of
/// functions, is read off recordings; a recorded call or result of a function counts some characters more than its names and values.
/// </summary>
internal static class BillableCharacters
{
    /// <summary>The characters of contents, system instruction and tools.</summary>
    public static int Count(GenerateContentRequest request)
    {
        int count = (request.Contents?.Sum(Count) ?? 0) + Count(request.SystemInstruction);
        foreach (FunctionDeclaration function in request.Tools?.SelectMany(t => t.FunctionDeclarations ?? []) ?? [])
        {
            count += Count(function.Name) + Count(function.Description) + CountProperties(function.Parameters) + Count(function.ParametersJsonSchema);
        }

        return count;
    }

    /// <summary>The characters of a text.</summary>
    public static int Count(string? text)
    {
        int count = 0;
        foreach (Rune rune in text.AsSpan().EnumerateRunes())
        {
            count += Rune.IsWhiteSpace(rune) ? 0 : 1;
        }

        return count;
    }

    private static int Count(Content? content)
    {
        int count = 0;
        foreach (Part part in content?.Parts ?? [])
        {
            count += Count(part.Text)
                + Count(part.FunctionCall?.Name) + Count(part.FunctionCall?.Args)
                + Count(part.FunctionResponse?.Name) + Count(part.FunctionResponse?.Response)
                + Count(part.ExecutableCode?.Code) + Count(part.CodeExecutionResult?.Output);
        }

        return count;
    }

    // The type of the outermost schema is not billed, those of its properties are.
    private static int CountProperties(Schema? schema)
    {
        int count = 0;
        foreach ((string name, Schema property) in schema?.Properties ?? new Dictionary<string, Schema>())
        {
            count += Count(name) + Count(property.Type?.Value) + Count(property.Description) + (property.Enum?.Sum(Count) ?? 0) + CountProperties(property);
        }

        return schema?.Items is { } items ? count + Count(items.Type?.Value) + CountProperties(items) : count;
    }

    private static int Count(JsonElement? json) => json is { } value ? Count(value) : 0;

    private static int Count(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Object => json.EnumerateObject().Sum(p => Count(p.Name) + Count(p.Value)),
        JsonValueKind.Array => json.EnumerateArray().Sum(Count),
        JsonValueKind.String => Count(json.GetString()),
        _ => Count(json.GetRawText()),
    };
}
