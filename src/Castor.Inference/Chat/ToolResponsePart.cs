using System.Text.Json;

namespace Castor.Inference.Chat;

/// <summary>What a tool answered.</summary>
/// <param name="Name">The tool.</param>
/// <param name="Response">The answer, as a rule a JSON object.</param>
public sealed record ToolResponsePart(string Name, JsonElement Response) : ChatPart;
