using System.Text.Json.Serialization;

namespace Castor.Protocol.OpenAi;

/// <summary>A vector, written as a list of numbers or as the base64 of its little-endian single-precision bytes.</summary>
/// <param name="Values">The numbers.</param>
/// <param name="IsBase64">Whether it is written in base64.</param>
[JsonConverter(typeof(EmbeddingVectorConverter))]
public readonly record struct EmbeddingVector(ReadOnlyMemory<float> Values, bool IsBase64);
