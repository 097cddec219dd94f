namespace Castor.Protocol;

/// <summary>The Model Armor templates that screen prompt and answer (Vertex AI).</summary>
public sealed record ModelArmorConfig : WireMessage
{
    /// <summary>The template for prompts.</summary>
    public string? PromptTemplateName { get; init; }

    /// <summary>The template for answers.</summary>
    public string? ResponseTemplateName { get; init; }
}
