using System.Text.Json.Serialization;

namespace Castor.Cli.Models.Download;

/// <summary>The generated metadata of download states.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(DownloadState))]
internal sealed partial class DownloadStateJsonContext : JsonSerializerContext;
