using System.Text.Json.Serialization;

namespace Castor.Cli.Chat;

/// <summary>The generated metadata of the history file.</summary>
[JsonSerializable(typeof(string))]
internal sealed partial class ChatJsonContext : JsonSerializerContext;
