using System.Text.Json;
using System.Text.Json.Serialization;

namespace Castor.Server.Identity.Issuers;

/// <summary>The generated metadata of the operator's file.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    ReadCommentHandling = JsonCommentHandling.Skip,
    AllowTrailingCommas = true)]
[JsonSerializable(typeof(IssuersFile))]
internal sealed partial class IssuersJsonContext : JsonSerializerContext;
