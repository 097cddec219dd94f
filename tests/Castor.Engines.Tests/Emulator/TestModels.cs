using Castor.Engines.Catalog;
using Castor.Protocol;

namespace Castor.Engines.Tests.Emulator;

/// <summary>One model of each family, independent of the catalogue's data.</summary>
internal static class TestModels
{
    public static ModelEntry Flash20 { get; } = Make("gemini-2.0-flash", new ModelTraits { Family = "gemini-2.0", MaxCandidates = 8, Logprobs = true });

    public static ModelEntry Flash25 { get; } = Make("gemini-2.5-flash", new ModelTraits
    {
        Family = "gemini-2.5",
        MaxCandidates = 8,
        Thinking = new ThinkingTraits { Mode = ThinkingMode.Budget, MaxBudget = 24576, CanDisable = true, DefaultOn = true },
    });

    public static ModelEntry FlashLite25 { get; } = Make("gemini-2.5-flash-lite", new ModelTraits
    {
        Family = "gemini-2.5",
        Thinking = new ThinkingTraits { Mode = ThinkingMode.Budget, MinBudget = 512, MaxBudget = 24576, CanDisable = true },
    });

    public static ModelEntry Pro3 { get; } = Make("gemini-3-pro-preview", new ModelTraits
    {
        Family = "gemini-3",
        RequiresThoughtSignature = true,
        Thinking = new ThinkingTraits
        {
            Mode = ThinkingMode.Level,
            DefaultOn = true,
            Levels = [ThinkingLevel.Low, ThinkingLevel.High],
            DefaultLevel = ThinkingLevel.High,
        },
    });

    public static ModelEntry FlashImage25 { get; } = Make("gemini-2.5-flash-image", new ModelTraits
    {
        Family = "gemini-2.5",
        Output = [Modality.Text, Modality.Image],
    });

    public static ModelEntry FlashTts25 { get; } = Make("gemini-2.5-flash-preview-tts", new ModelTraits
    {
        Family = "gemini-2.5",
        Output = [Modality.Audio],
    });

    private static ModelEntry Make(string id, ModelTraits traits)
    {
        traits.FunctionCalling = true;
        traits.JsonMode = true;
        traits.SystemInstruction = true;
        traits.CodeExecution = true;
        traits.Search = true;
        traits.UrlContext = true;
        return new ModelEntry
        {
            Model = new Model { Name = "models/" + id, OutputTokenLimit = 65536, SupportedGenerationMethods = ["generateContent", "countTokens"] },
            Traits = traits,
        };
    }
}
