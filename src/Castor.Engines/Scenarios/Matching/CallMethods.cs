namespace Castor.Engines.Scenarios.Matching;

/// <summary>Methods of the API as a set.</summary>
[Flags]
internal enum CallMethods
{
    None = 0,
    GenerateContent = 1,
    StreamGenerateContent = 2,
    CountTokens = 4,
    EmbedContent = 8,
    Generation = GenerateContent | StreamGenerateContent,
    All = Generation | CountTokens | EmbedContent,
}
