using System.Text.Json;

namespace Castor.Inference.Chat;

/// <summary>The model's call of a tool.</summary>
/// <param name="Name">The tool.</param>
/// <param name="Arguments">Its arguments by name, a JSON object.</param>
public sealed record ToolCallPart(string Name, JsonElement Arguments) : ChatPart;
