using System.Buffers.Binary;
using System.Security.Cryptography;
using Castor.Engines.Emulator;

namespace Castor.Engines.Local.Answers;

/// <summary>The number that the ids of an answer come from.</summary>
internal static class AnswerSeed
{
    /// <summary>With a seed a hash of the whole request, so that the same request gives the same ids and another turn of a conversation others; else chance.</summary>
    public static ulong Of(GenerationCall call) => call.Request.GenerationConfig?.Seed is null
        ? BinaryPrimitives.ReadUInt64LittleEndian(RandomNumberGenerator.GetBytes(sizeof(ulong)))
        : EmulatorSeed.Of(call);
}
