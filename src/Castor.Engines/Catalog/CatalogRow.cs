using System.Text.Json;
using Castor.Protocol;

namespace Castor.Engines.Catalog;

/// <summary>
/// Reads a row of the built-in catalogue field by field. Generated metadata reads an operator's file, and tells mistakes with their places;
/// here it would be compiled at every start, which took longer than all else of it.
/// </summary>
internal static class CatalogRow
{
    /// <summary>Reads a row.</summary>
    /// <exception cref="JsonException">The row has a field that no model has.</exception>
    public static CatalogFileModel Read(JsonElement row)
    {
        var model = new CatalogFileModel();
        foreach (JsonProperty field in row.EnumerateObject())
        {
            JsonElement value = field.Value;
            switch (field.Name)
            {
                case "name": model.Name = value.GetString()!; break;
                case "engine": model.Engine = value.GetString(); break;
                case "answeredBy": model.AnsweredBy = value.GetString(); break;
                case "baseModelId": model.BaseModelId = value.GetString(); break;
                case "version": model.Version = value.GetString(); break;
                case "displayName": model.DisplayName = value.GetString(); break;
                case "description": model.Description = value.GetString(); break;
                case "inputTokenLimit": model.InputTokenLimit = value.GetInt32(); break;
                case "outputTokenLimit": model.OutputTokenLimit = value.GetInt32(); break;
                case "supportedGenerationMethods": model.SupportedGenerationMethods = Texts(value); break;
                case "thinking": model.Thinking = value.GetBoolean(); break;
                case "temperature": model.Temperature = value.GetSingle(); break;
                case "maxTemperature": model.MaxTemperature = value.GetSingle(); break;
                case "topP": model.TopP = value.GetSingle(); break;
                case "topK": model.TopK = value.GetInt32(); break;
                case "castor": model.Castor = ReadTraits(value); break;
                default: throw Unknown(field);
            }
        }

        return model;
    }

    private static ModelTraits ReadTraits(JsonElement row)
    {
        var traits = new ModelTraits();
        foreach (JsonProperty field in row.EnumerateObject())
        {
            JsonElement value = field.Value;
            switch (field.Name)
            {
                case "family": traits.Family = value.GetString()!; break;
                case "aliases": traits.Aliases = Texts(value); break;
                case "input": traits.Input = Modalities(value); break;
                case "output": traits.Output = Modalities(value); break;
                case "thinking": traits.Thinking = ReadThinking(value); break;
                case "functionCalling": traits.FunctionCalling = value.GetBoolean(); break;
                case "jsonMode": traits.JsonMode = value.GetBoolean(); break;
                case "systemInstruction": traits.SystemInstruction = value.GetBoolean(); break;
                case "codeExecution": traits.CodeExecution = value.GetBoolean(); break;
                case "search": traits.Search = value.GetBoolean(); break;
                case "urlContext": traits.UrlContext = value.GetBoolean(); break;
                case "maps": traits.Maps = value.GetBoolean(); break;
                case "logprobs": traits.Logprobs = value.GetBoolean(); break;
                case "penalties": traits.Penalties = value.GetBoolean(); break;
                case "maxCandidates": traits.MaxCandidates = value.GetInt32(); break;
                case "requiresThoughtSignature": traits.RequiresThoughtSignature = value.GetBoolean(); break;
                case "imageSizes": traits.ImageSizes = Texts(value); break;
                case "voices": traits.Voices = value.GetBoolean(); break;
                case "embeddingDimensions": traits.EmbeddingDimensions = ReadLengths(value); break;
                default: throw Unknown(field);
            }
        }

        return traits;
    }

    private static ThinkingTraits ReadThinking(JsonElement row)
    {
        var thinking = new ThinkingTraits();
        foreach (JsonProperty field in row.EnumerateObject())
        {
            JsonElement value = field.Value;
            switch (field.Name)
            {
                case "mode": thinking.Mode = Mode(value.GetString()!); break;
                case "minBudget": thinking.MinBudget = value.GetInt32(); break;
                case "maxBudget": thinking.MaxBudget = value.GetInt32(); break;
                case "canDisable": thinking.CanDisable = value.GetBoolean(); break;
                case "defaultOn": thinking.DefaultOn = value.GetBoolean(); break;
                case "levels": thinking.Levels = Levels(value); break;
                case "defaultLevel": thinking.DefaultLevel = new ThinkingLevel(string.Intern(value.GetString()!)); break;
                default: throw Unknown(field);
            }
        }

        return thinking;
    }

    private static EmbeddingTraits ReadLengths(JsonElement row)
    {
        var lengths = new EmbeddingTraits();
        foreach (JsonProperty field in row.EnumerateObject())
        {
            switch (field.Name)
            {
                case "default": lengths.Default = field.Value.GetInt32(); break;
                case "max": lengths.Max = field.Value.GetInt32(); break;
                case "min": lengths.Min = field.Value.GetInt32(); break;
                default: throw Unknown(field);
            }
        }

        return lengths;
    }

    private static ThinkingMode Mode(string name) => name switch
    {
        "none" => ThinkingMode.None,
        "budget" => ThinkingMode.Budget,
        "level" => ThinkingMode.Level,
        _ => throw new JsonException($"no thinking mode '{name}'"),
    };

    private static string[] Texts(JsonElement list)
    {
        string[] texts = new string[list.GetArrayLength()];
        for (int i = 0; i < texts.Length; i++)
        {
            texts[i] = list[i].GetString()!;
        }

        return texts;
    }

    private static Modality[] Modalities(JsonElement list)
    {
        var modalities = new Modality[list.GetArrayLength()];
        for (int i = 0; i < modalities.Length; i++)
        {
            modalities[i] = new Modality(string.Intern(list[i].GetString()!));
        }

        return modalities;
    }

    private static ThinkingLevel[] Levels(JsonElement list)
    {
        var levels = new ThinkingLevel[list.GetArrayLength()];
        for (int i = 0; i < levels.Length; i++)
        {
            levels[i] = new ThinkingLevel(string.Intern(list[i].GetString()!));
        }

        return levels;
    }

    private static JsonException Unknown(JsonProperty field) => new($"no such field: {field.Name}");
}
