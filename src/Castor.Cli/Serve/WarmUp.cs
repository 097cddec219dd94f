using System.Buffers;
using Castor.Engines;
using Castor.Engines.Catalog;
using Castor.Engines.Emulator;
using Castor.Protocol;
using Castor.Protocol.Json;

namespace Castor.Cli.Serve;

/// <summary>
/// Answers a request that nobody sent, beside the start of the server: the tables are made and the code is compiled by the time the
/// first real request comes.
/// </summary>
internal static class WarmUp
{
    /// <summary>Has what most requests have: an instruction, turns, options, a long word and letters beyond ASCII.</summary>
    private static readonly ReadOnlyMemory<byte> s_request = """
        {"systemInstruction":{"parts":[{"text":"Answer in plain words."}]},
         "contents":[{"role":"user","parts":[{"text":"Hello, how are you?"}]},{"role":"model","parts":[{"text":"Well!"}]},
          {"role":"user","parts":[{"text":"What is the internationalisation of a café? \"Please\" answer."}]}],
         "generationConfig":{"temperature":0.5,"topP":0.9,"topK":40,"maxOutputTokens":1024,"seed":1}}
        """u8.ToArray();

    public static async Task RunAsync()
    {
        ModelEntry model = ModelCatalog.LoadBuiltIn().Entries[0];
        GenerateContentRequest request = WireJson.ReadRequest<GenerateContentRequest>(s_request);
        var call = new GenerationCall { Request = request, Model = model };
        GenerateContentResponse answer = await ResponseFold.FoldAsync(new EmulatorEngine().GenerateAsync(call, CancellationToken.None));
        WireJson.Write(new ArrayBufferWriter<byte>(), answer, JsonStyle.Pretty);
    }
}
