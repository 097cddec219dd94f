using System.Text.Json;
using Castor.Engines.Schemas;
using Castor.Protocol;

namespace Castor.Engines.Emulator.Schemas;

/// <summary>Answers in the form that a request asks for: JSON of a schema, JSON of any form, or one of the names of an enum.</summary>
public static class StructuredAnswer
{
    private const string Json = "application/json";
    private const string EnumText = "text/x.enum";
    private const string Place = "GenerateContentRequest.generation_config.";

    /// <summary>Makes the answer's text, or null where the request asks for plain text.</summary>
    /// <param name="request">The request.</param>
    /// <param name="prompt">The text that the answer takes its values from.</param>
    /// <param name="random">Where all choices come from.</param>
    /// <exception cref="ApiException">No value satisfies the schema, or it would be too large.</exception>
    public static string? Create(GenerateContentRequest request, string prompt, EmulatorRandom random)
    {
        if (request.GenerationConfig is not { ResponseMimeType: { } mimeType } config || mimeType is not (Json or EnumText))
        {
            return null;
        }

        CompiledSchema? schema = Compile(config);
        if (schema is null)
        {
            return mimeType == Json ? Freely(prompt, random).ToJson() : null;
        }

        Datum value = new InstanceGenerator(PromptValues.Of(prompt, FillMode.Everything), random).Make(schema);
        return mimeType == EnumText && value.Kind == JsonValueKind.String ? value.Text : value.ToJson();
    }

    private static CompiledSchema? Compile(GenerationConfig config)
    {
        if (config.ResponseSchema is { } schema)
        {
            return SchemaCompiler.Compile(schema, Place + "response_schema");
        }

        JsonElement? json = config.ResponseJsonSchema ?? config.LegacyResponseJsonSchema;
        return json is { ValueKind: not (JsonValueKind.Undefined or JsonValueKind.Null) } element
            ? SchemaCompiler.Compile(element, Place + "response_json_schema")
            : null;
    }

    // Without a schema any JSON will do; an object with the question and an answer is what most prompts are after.
    private static Datum Freely(string prompt, EmulatorRandom random)
    {
        var values = PromptValues.Of(prompt, FillMode.Everything);
        var members = new List<KeyValuePair<string, Datum>>();
        foreach (string name in NamesInPrompt(values))
        {
            Site site = Site.Root(random).Property(name);
            string text = values.TakeString(site, _ => true) ?? SampleTexts.Suggest(site, values, random);
            members.Add(new(name, Datum.Of(text)));
        }

        if (members.Count == 0)
        {
            members.Add(new("answer", Datum.Of(SampleTexts.Suggest(Site.Root(random).Property("answer"), values, random))));
        }

        return Datum.Of(members);
    }

    // "with the keys name and age", "{"name": ..., "age": ...}": what is quoted before a colon, or listed after "keys" or "fields".
    private static List<string> NamesInPrompt(PromptValues values)
    {
        var names = new List<string>();
        bool listing = false;
        for (int i = 0; i < values.Tokens.Count && names.Count < 20; i++)
        {
            PromptToken token = values.Tokens[i];
            bool quotedKey = token.Kind == PromptTokenKind.Quoted && i + 1 < values.Tokens.Count && values.Tokens[i + 1].Text == ":";
            bool listed = listing && token.Kind is PromptTokenKind.Word or PromptTokenKind.Quoted && !English.IsStop(token.Text);
            if ((quotedKey || listed) && token.Text.Length < 60 && !names.Contains(token.Text))
            {
                names.Add(token.Text);
            }

            listing = (listing && token.Text is not ("." or "?" or ";")) || token.Is("keys") || token.Is("fields") || token.Is("properties");
        }

        return names;
    }
}
