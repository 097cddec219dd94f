using Castor.Engines.Catalog;
using Castor.Engines.Local.Weights;
using Castor.Inference.Chat;
using Castor.Inference.Gguf;
using Castor.Protocol;

namespace Castor.Engines.Local;

/// <summary>The catalogue's entries for local weights: one for every file of this machine, and those that an operator names.</summary>
/// <param name="models">The files of this machine.</param>
/// <param name="leaveOut">Is told of each file that cannot be read, and why; null where nobody wants to know.</param>
public sealed class LocalCatalog(LocalModels models, Action<string>? leaveOut = null)
{
    private const int UsualOutputLimit = 8192;

    private static readonly ThinkingLevel[] s_levels = [ThinkingLevel.Minimal, ThinkingLevel.Low, ThinkingLevel.Medium, ThinkingLevel.High];

    /// <summary>Entries under short names, such as <c>gemma-3-4b-it</c>; files that cannot be read are left out.</summary>
    public IEnumerable<ModelEntry> OfThisMachine()
    {
        foreach (IGrouping<string, LocalModel> group in models.List().GroupBy(m => m.ShortName, StringComparer.OrdinalIgnoreCase))
        {
            // Of several quantisations the first by name that can be read answers to the short name; the others can be named by --serve.
            foreach (LocalModel model in group.Where(_ => CatalogRules.IsModelId(group.Key)))
            {
                if (TryRead(model.Path, out GgufFile? file))
                {
                    using (file)
                    {
                        yield return Entry(group.Key, group.Key, model.Name, file!);
                    }

                    break;
                }
            }
        }
    }

    /// <summary>The entry for a name that an operator has local weights answer for.</summary>
    /// <param name="id">The name that clients use.</param>
    /// <param name="weights">A path or a name as <c>castor models show</c> takes it.</param>
    /// <exception cref="LocalModelException">There are no such weights.</exception>
    /// <exception cref="GgufException">The file is damaged.</exception>
    public ModelEntry Serve(string id, string weights)
    {
        string path = models.Resolve(weights);
        using GgufFile file = GgufFile.Open(path);
        string version = models.List().FirstOrDefault(m => m.Path == path)?.ShortName ?? Path.GetFileNameWithoutExtension(path);
        return Entry(id, version, path, file);
    }

    /// <summary>Whether the weights embed, and generate nothing.</summary>
    internal static bool Embeds(GgufMetadata metadata) => ArchitectureOf(metadata).EndsWith("-embedding", StringComparison.Ordinal);

    /// <summary>The most tokens that the weights were made for.</summary>
    internal static int ContextOf(GgufMetadata metadata) => metadata.GetInt32($"{ArchitectureOf(metadata)}.context_length", UsualOutputLimit);

    private static string ArchitectureOf(GgufMetadata metadata) => metadata.GetString("general.architecture", null) ?? "";

    private bool TryRead(string path, out GgufFile? file)
    {
        try
        {
            file = GgufFile.Open(path);
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            leaveOut?.Invoke(e.Message);
            file = null;
            return false;
        }
    }

    private static EmbeddingTraits EmbeddingsOf(GgufMetadata metadata)
    {
        int length = metadata.GetInt32($"{ArchitectureOf(metadata)}.embedding_length", 0);
        return new EmbeddingTraits { Default = length, Max = length };
    }

    private static ModelEntry Entry(string id, string version, string weights, GgufFile file)
    {
        GgufMetadata metadata = file.Metadata;
        string architecture = ArchitectureOf(metadata);
        int context = ContextOf(metadata);
        bool embeds = Embeds(metadata);
        bool thinks = !embeds && ChatTemplate.FormatOf(metadata) == ChatFormat.Gemma4;
        return new ModelEntry
        {
            Model = new Model
            {
                Name = CatalogFileModel.NamePrefix + id,
                BaseModelId = id,
                Version = metadata.GetString("general.version", null) ?? "1",
                DisplayName = metadata.GetString("general.name", null) ?? id,
                Description = metadata.GetString("general.description", null) ?? $"Local weights of the architecture {architecture}.",
                InputTokenLimit = context,
                OutputTokenLimit = Math.Min(context, UsualOutputLimit),
                SupportedGenerationMethods = embeds ? ["embedContent", "countTokens"] : ["generateContent", "countTokens"],
                Temperature = embeds ? null : 1,
                TopP = embeds ? null : 0.95f,
                TopK = embeds ? null : 64,
                MaxTemperature = embeds ? null : 2,
                Thinking = thinks ? true : null,
            },
            Traits = new ModelTraits
            {
                Family = architecture,
                Thinking = thinks ? new ThinkingTraits { Mode = ThinkingMode.Budget, MaxBudget = context, CanDisable = true, Levels = s_levels } : new(),
                FunctionCalling = !embeds,
                JsonMode = !embeds,
                SystemInstruction = !embeds,
                Logprobs = !embeds,
                Penalties = !embeds,
                MaxCandidates = 8,
                EmbeddingDimensions = embeds ? EmbeddingsOf(metadata) : null,
            },
            Engine = LocalEngine.EngineName,
            AnsweredBy = version == id ? null : version,
            Weights = weights,
        };
    }
}
