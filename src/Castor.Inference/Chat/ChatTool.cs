using System.Text.Json;

namespace Castor.Inference.Chat;

/// <summary>A tool that the model may call.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Description">What it does.</param>
/// <param name="Parameters">Its parameters, as a JSON schema or an OpenAPI one.</param>
public sealed record ChatTool(string Name, string? Description = null, JsonElement? Parameters = null);
