using System.Text;
using Castor.Engines.Emulator;
using Castor.Engines.Scenarios;
using FsCheck;
using FsCheck.Fluent;

namespace Castor.Engines.Tests.Scenarios;

public sealed class FuzzTests
{
    private const string Seedling = """
        scenarios:
          - &a
            name: weather
            priority: 3
            match: {model: [gemini-*, '/x/i'], text: {contains: "wea\u00e9", in: anywhere}, turn: 1..3, header: {x-a: b}, not: {media: image}, request: {contents: []}}
            answers:
              - {error: {status: 429, retryAfter: 2s, details: [{"@type": a/b, x: 1}]}, times: 2}
              - {thoughts: [hm], chunks: [a, {text: b}], calls: [{name: f, args: {x: "{{text}}"}}], usage: {promptTokenCount: 3}, grounding: {webSearchQueries: [q]}}
              - {raw: [{a: 1}, "b"]}
              - {patch: {candidates: [{finishReason: STOP}]}}
            repeat: cycle
            per: header x-s
            faults: [{latency: {first: 5ms}, times: 2, probability: 0.5, seed: 3}, {quota: {limit: 3}}]
          - {<<: *a, name: other}
        """;

    private static readonly string[] s_pieces =
        ["{", "}", "[", "]", ":", "- ", "\n", "  ", "\t", "&a ", "*a", "!t ", "|", ">", "'", "\"", "? ", "%", "---\n", "...\n", "#", ",", "{{", "}}", "\\", "~", "<<: ", "match:", "text:", "answer:", "\0", "\uD800", "0x", "1e9", "\u2028"];

    [Fact]
    public void Loader_OnRandomBytes_NeverThrows() =>
        Check(Gen.Choose(0, 255).ArrayOf().Select(values => values.Select(v => (byte)v).ToArray()), 1_000);

    [Fact]
    public void Loader_OnRandomYamlPieces_NeverThrows() =>
        Check(Gen.Elements(s_pieces).ArrayOf().Select(pieces => Encoding.UTF8.GetBytes(string.Concat(pieces))), 2_000);

    [Fact]
    public void Loader_OnMutatedFiles_NeverThrows() =>
        Check(Gen.Choose(0, int.MaxValue).Select(seed => Mutate((ulong)seed)), 2_000);

    [Fact]
    public void Seedling_IsSound() => Assert.DoesNotContain(ScenarioRig.Load(Seedling).Findings, f => !f.IsWarning);

    private static void Check(Gen<byte[]> files, int count)
    {
        using var rig = new ScenarioRig();
        string path = Path.Combine(rig.Path, "fuzz.yaml");
        Prop.ForAll(files.ToArbitrary(), bytes =>
        {
            File.WriteAllBytes(path, bytes);
            ScenarioLoad load = ScenarioLoader.LoadFolder(rig.Path);
            _ = load.Set.Describe().ToList();
            return load.Findings.All(f => f.Line > 0 && f.Column > 0 && f.Message.Length > 0);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(count).WithReplay(1_234_567, 89));
    }

    private static byte[] Mutate(ulong seed)
    {
        var random = new EmulatorRandom(seed);
        var text = new StringBuilder(Seedling);
        for (int i = random.Next(6); i >= 0; i--)
        {
            int at = random.Next(text.Length);
            switch (random.Next(4))
            {
                case 0:
                    text.Remove(at, Math.Min(random.Next(12), text.Length - at));
                    break;
                case 1:
                    text.Insert(at, s_pieces[random.Next(s_pieces.Length)]);
                    break;
                case 2:
                    text[at] = (char)random.Next(256);
                    break;
                default:
                    text.Insert(at, Seedling.AsSpan(random.Next(Seedling.Length - 20), 20));
                    break;
            }
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }
}
