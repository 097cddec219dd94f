using Castor.Engines.Catalog;
using Castor.Protocol;

namespace Castor.Server.Tests.Validation;

/// <summary>Models as the catalogue has them, fixed here so that its growth changes no test.</summary>
internal static class TestModels
{
    private static readonly Modality[] s_all = [Modality.Text, Modality.Image, Modality.Audio, Modality.Video, Modality.Document];

    private static readonly Dictionary<string, ModelEntry> s_entries = new ModelEntry[]
    {
        Gemini("gemini-2.0-flash", "gemini-2.0", 8192, t => t with { Logprobs = true, Penalties = true, UrlContext = false }, new ThinkingTraits()),
        Gemini("gemini-2.5-flash", "gemini-2.5", 65536, t => t, Budget(0, 24576, canDisable: true)),
        Gemini("gemini-2.5-flash-lite", "gemini-2.5", 65536, t => t, Budget(512, 24576, canDisable: true)),
        Gemini("gemini-2.5-pro", "gemini-2.5", 65536, t => t, Budget(128, 32768, canDisable: false)),
        Gemini3("gemini-3-pro-preview", "gemini-3", ThinkingLevel.Low, ThinkingLevel.High),
        Gemini3("gemini-3.1-pro-preview", "gemini-3.1", ThinkingLevel.Low, ThinkingLevel.Medium, ThinkingLevel.High),
        Gemini3("gemini-3-flash-preview", "gemini-3", ThinkingLevel.Minimal, ThinkingLevel.Low, ThinkingLevel.Medium, ThinkingLevel.High),
        Gemini3("gemini-3.5-flash-lite", "gemini-3.5", ThinkingLevel.Minimal, ThinkingLevel.Low, ThinkingLevel.Medium, ThinkingLevel.High),
        Gemini3("gemini-3.8-flash", "gemini-3.8", ThinkingLevel.Low, ThinkingLevel.Medium, ThinkingLevel.High),
        Image("gemini-2.0-flash-exp-image-generation", "gemini-2.0", ["1K"]),
        Image("gemini-2.5-flash-image", "gemini-2.5", ["1K"]),
        Image("gemini-3-pro-image", "gemini-3", ["1K", "2K", "4K"]),
        Image("gemini-3.1-flash-image", "gemini-3.1", ["512", "1K", "2K", "4K"]),
        Limited("gemini-2.5-flash-preview-tts", "gemini-2.5", 8192, [Modality.Text], [Modality.Audio]),
        Limited("gemma-3-1b-it", "gemma-3", 32768, [Modality.Text], [Modality.Text]),
        Limited("gemma-3-27b-it", "gemma-3", 131072, [Modality.Text, Modality.Image], [Modality.Text]),
        Embedding("gemini-embedding-001", [Modality.Text]),
        Embedding("gemini-embedding-2", s_all),
    }.ToDictionary(e => e.Id);

    public static IEnumerable<ModelEntry> All => s_entries.Values;

    public static ModelEntry Find(string id) => s_entries[id];

    public static ModelEntry? FindOrNull(string id) => s_entries.GetValueOrDefault(id);

    private static ModelEntry Gemini(string id, string family, int output, Func<ModelTraits, ModelTraits> change, ThinkingTraits thinking) =>
        Entry(id, 1048576, output, ["generateContent", "countTokens"], change(new ModelTraits
        {
            Family = family,
            Input = s_all,
            Thinking = thinking,
            FunctionCalling = true,
            JsonMode = true,
            SystemInstruction = true,
            CodeExecution = true,
            Search = true,
            UrlContext = true,
            Maps = true,
            Penalties = false,
            MaxCandidates = 8,
        }));

    private static ModelEntry Gemini3(string id, string family, params ThinkingLevel[] levels) =>
        Gemini(
            id,
            family,
            65536,
            t => t with { MaxCandidates = 1, RequiresThoughtSignature = true },
            new ThinkingTraits { Mode = ThinkingMode.Level, DefaultOn = true, Levels = levels });

    private static ModelEntry Image(string id, string family, string[] sizes) =>
        Entry(id, 32768, 32768, ["generateContent", "countTokens"], new ModelTraits
        {
            Family = family,
            Input = [Modality.Text, Modality.Image],
            Output = [Modality.Text, Modality.Image],
            SystemInstruction = true,
            JsonMode = true,
            Penalties = false,
            RequiresThoughtSignature = family.StartsWith("gemini-3", StringComparison.Ordinal),
            ImageSizes = sizes,
        });

    private static ModelEntry Limited(string id, string family, int input, Modality[] inputs, Modality[] outputs) =>
        Entry(id, input, 8192, ["generateContent", "countTokens"], new ModelTraits { Family = family, Input = inputs, Output = outputs, Penalties = false });

    private static ModelEntry Embedding(string id, Modality[] inputs) =>
        Entry(id, 2048, 1, ["embedContent", "countTokens"], new ModelTraits
        {
            Family = "gemini-embedding",
            Aliases = [id + "-latest"],
            Input = inputs,
            Output = [],
            EmbeddingDimensions = new EmbeddingTraits { Default = 3072, Max = 3072 },
        });

    private static ThinkingTraits Budget(int min, int max, bool canDisable) =>
        new() { Mode = ThinkingMode.Budget, MinBudget = min, MaxBudget = max, CanDisable = canDisable, DefaultOn = true };

    private static ModelEntry Entry(string id, int input, int output, string[] methods, ModelTraits traits) => new()
    {
        Model = new Model { Name = "models/" + id, InputTokenLimit = input, OutputTokenLimit = output, SupportedGenerationMethods = methods },
        Traits = traits,
    };
}
