using System.Text.Json;
using Castor.Engines.Catalog;
using Castor.Protocol;

namespace Castor.Server.Validation;

/// <summary>Rules of the response's MIME type and schema.</summary>
internal static class ResponseFormatRules
{
    private const string Json = "application/json";
    private const string PlainText = "text/plain";

    /// <summary>Field rules; the generation config is the message at hand.</summary>
    public static void CheckFields(GenerationConfig config, ViolationList violations)
    {
        string? mimeType = config.ResponseMimeType;
        if (mimeType is not (null or "" or PlainText or Json or "application/xml" or "application/yaml" or "text/x.enum"))
        {
            violations.Add(
                "response_mime_type",
                "allowed mimetypes are `text/plain`, `application/json`, `application/xml`, `application/yaml` and `text/x.enum`.");
        }

        JsonElement? jsonSchema = config.ResponseJsonSchema ?? config.LegacyResponseJsonSchema;
        if (config.ResponseSchema is { } schema)
        {
            if (jsonSchema is not null)
            {
                violations.Add("response_schema", "response_schema must not be set when response_json_schema is set.");
            }

            CheckMimeType(mimeType, "response_schema", violations);
            violations.Enter("response_schema");
            SchemaRules.Check(schema, quotesKeys: true, violations);
            violations.Leave();
        }

        if (jsonSchema is { } element)
        {
            CheckMimeType(mimeType, "response_json_schema", violations);
            JsonSchemaRules.Check("response_json_schema", element, violations);
        }
    }

    /// <summary>The MIME type of an answer that is to be another format than text; null for text.</summary>
    public static string? StructuredType(GenerationConfig? config) =>
        config is null ? null
        : config.ResponseMimeType is not (null or "" or PlainText) ? config.ResponseMimeType
        : AsksForJson(config.ResponseFormat) ? Json
        : null;

    /// <summary>Rules of the model.</summary>
    public static void CheckModel(GenerationConfig config, ModelEntry model)
    {
        if (!model.Traits.JsonMode && StructuredType(config) == Json)
        {
            throw NotEnabled.Error("JSON mode", model);
        }

        // Seen refused by every model: answers hold their images.
        for (int i = 0; i < (config.ResponseFormat?.Count ?? 0); i++)
        {
            if (config.ResponseFormat![i].Image?.Delivery == ResponseDelivery.Uri)
            {
                throw ApiException.InvalidArgument("Request contains an invalid argument.");
            }
        }
    }

    private static bool AsksForJson(IReadOnlyList<ResponseFormat>? formats)
    {
        for (int i = 0; i < (formats?.Count ?? 0); i++)
        {
            if (formats![i].Text?.MimeType == TextFormatMimeType.ApplicationJson)
            {
                return true;
            }
        }

        return false;
    }

    private static void CheckMimeType(string? mimeType, string schemaField, ViolationList violations)
    {
        if (mimeType is null or "" or PlainText)
        {
            violations.Add(schemaField, $"only allowed when response_mime_type is `{Json}` or `text/x.enum`");
        }
    }
}
