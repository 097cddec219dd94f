using System.Buffers;
using System.Text;
using Castor.Protocol.Json;
using Castor.Protocol.Tests.Samples;
using FsCheck;
using FsCheck.Fluent;

namespace Castor.Protocol.Tests.Json;

public sealed class WireJsonPropertyTests
{
    private static readonly Config s_config = Config.QuickThrowOnFailure.WithReplay(20261121, 29).WithMaxTest(400);

    private static readonly Arbitrary<int> s_seeds = Gen.Choose(0, int.MaxValue).ToArbitrary();

    [Fact]
    public void ReadRequest_AnyMessage_SurvivesEveryStyle() => ForEach(seed =>
    {
        string json = RandomJson.Of(WireDialect.Developer.Requests.DescriptorOf<GenerateContentRequest>(), seed);
        AssertSurvives(WireJson.ReadRequest<GenerateContentRequest>(Encoding.UTF8.GetBytes(json)), json);
    });

    [Fact]
    public void ReadForeign_AnyResponse_SurvivesEveryStyle() => ForEach(seed =>
    {
        string json = RandomJson.Of(WireJson.DescriptorOf<GenerateContentResponse>(), seed);
        AssertSurvives(WireJson.ReadForeign<GenerateContentResponse>(Encoding.UTF8.GetBytes(json)), json);
    });

    [Fact]
    public void Write_AnyResponse_IsWhatTheSerializerWrites() => ForEach(seed =>
    {
        string json = RandomJson.Of(WireJson.DescriptorOf<GenerateContentResponse>(), seed);
        GenerateContentResponse response = WireJson.ReadForeign<GenerateContentResponse>(Encoding.UTF8.GetBytes(json));

        foreach (JsonStyle style in Enum.GetValues<JsonStyle>())
        {
            Equal(Write(response, style), SerializerText(response, style));
        }
    });

    [Theory]
    [InlineData("plain")]
    [InlineData("a\nb \"c\" \\ <d> \u0001 \u200b é 漢 😀")]
    [InlineData("\uD800 alone, and \uDC00")]
    [InlineData("")]
    public void Write_AnyText_IsWhatTheSerializerWrites(string text)
    {
        string longText = string.Concat(Enumerable.Repeat(text + " ", 3000));
        foreach (string written in (string[])[text, longText])
        {
            var response = new GenerateContentResponse { Candidates = [new Candidate { Content = new Content { Parts = [new Part { Text = written }] } }] };
            foreach (JsonStyle style in Enum.GetValues<JsonStyle>())
            {
                Assert.Equal(SerializerText(response, style), Write(response, style));
            }
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(12 * 1024)]
    [InlineData((12 * 1024) + 1)]
    [InlineData(100_000)]
    public void Write_AnyBytes_IsWhatTheSerializerWrites(int length)
    {
        byte[] bytes = [.. Enumerable.Range(0, length).Select(i => (byte)(i * 31))];
        var part = new Part { InlineData = new Blob { MimeType = "image/png", Data = bytes }, ThoughtSignature = bytes };
        var response = new GenerateContentResponse { Candidates = [new Candidate { Content = new Content { Parts = [part] } }] };
        foreach (JsonStyle style in Enum.GetValues<JsonStyle>())
        {
            Assert.Equal(SerializerText(response, style), Write(response, style));
        }
    }

    [Fact]
    public void Write_UsualAnswer_AllocatesNothing()
    {
        byte[] json = File.ReadAllBytes(Path.Combine(Fixtures.Samples, "firebase-mock-responses", "googleai", "unary-success-thinking-reply-thought-summary.json"));
        GenerateContentResponse response = WireJson.ReadForeign<GenerateContentResponse>(json);
        var output = new ArrayBufferWriter<byte>(64 * 1024);
        foreach (JsonStyle style in Enum.GetValues<JsonStyle>())
        {
            WireJson.Write(output, response, style);
            long before = GC.GetAllocatedBytesForCurrentThread();
            for (int i = 0; i < 100; i++)
            {
                output.ResetWrittenCount();
                WireJson.Write(output, response, style);
            }

            Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        }
    }

    [Fact]
    public void ReadRequest_SnakeCase_MeansTheSame() => ForEach(seed =>
    {
        string camel = RandomJson.Of(WireDialect.Developer.Requests.DescriptorOf<GenerateContentRequest>(), seed);
        string snake = RandomJson.Of(WireDialect.Developer.Requests.DescriptorOf<GenerateContentRequest>(), seed, snakeCase: true);

        Equal(Compact(WireJson.ReadRequest<GenerateContentRequest>(Encoding.UTF8.GetBytes(camel))),
            Compact(WireJson.ReadRequest<GenerateContentRequest>(Encoding.UTF8.GetBytes(snake))));
    });

    [Fact]
    public void ReadRequest_AllReaders_AgreeOnAnyMessage() => ForEach(seed =>
    {
        byte[] json = Encoding.UTF8.GetBytes(RandomJson.Of(WireDialect.Developer.Requests.DescriptorOf<GenerateContentRequest>(), seed));
        Equal(AssertReadersAgree(json), !RequestScan.IsSuspect(json));
    });

    [Fact]
    public void ReadRequest_AnyMutationOfABody_IsReadOrRefusedAndReadersAgree()
    {
        byte[][] bodies = [.. Bodies()];
        int read = 0;
        int refused = 0;
        Check.One(s_config.WithMaxTest(6000), Prop.ForAll(s_seeds, seed =>
        {
            byte[] body = Mutate(bodies[seed % bodies.Length], new Random(seed));
            try
            {
                GenerateContentRequest request = WireJson.ReadRequest<GenerateContentRequest>(body);
                read++;
                if (body.Length > 0)
                {
                    AssertCompleteReads(body, request);
                }
            }
            catch (ApiException refusal)
            {
                // All else is a fault.
                Equal(refusal.Status, ApiStatus.InvalidArgument);
                refused++;
            }

            AssertReadersAgree(body);
        }));

        Assert.True(read > 500 && refused > 2000, $"{read} read, {refused} refused");
    }

    [Theory]
    [InlineData("1")]
    [InlineData("-1")]
    [InlineData("-0")]
    [InlineData("01")]
    [InlineData("+1")]
    [InlineData("-")]
    [InlineData("1.")]
    [InlineData(".5")]
    [InlineData("0.5")]
    [InlineData("1e2")]
    [InlineData("1E+2")]
    [InlineData("1e")]
    [InlineData("1e-")]
    [InlineData("1.5.5")]
    [InlineData("1 1")]
    [InlineData("1,")]
    [InlineData("99999999999")]
    [InlineData("1e99")]
    [InlineData("NaN")]
    [InlineData("null")]
    [InlineData("\"1\"")]
    [InlineData("[1]")]
    [InlineData("")]
    public void ReadRequest_AnyNumber_IsReadAsTheCompleteReaderDoes(string number)
    {
        foreach (string field in (string[])["topK", "temperature"])
        {
            AssertReadAsComplete($$$"""{"contents":[{"parts":[{"text":"a"}]}],"generationConfig":{"{{{field}}}":{{{number}}}}}""");
        }
    }

    [Theory]
    [InlineData("""{"contents":[{"parts":[{"text":"a\n\"b\" \u00e9 \\"}],"role":"user"}]}""")]
    [InlineData("""{"contents":[{"parts":[{"text":"\x"}]}]}""")]
    [InlineData("""{"contents":[{"parts":[{"text":"\u12"}]}]}""")]
    [InlineData("""{"contents":[{"parts":[{"text":"a}]}]}""")]
    [InlineData("""{"contents":[{"parts":[{"text":"\""")]
    [InlineData("{\"contents\":[{\"parts\":[{\"text\":\"a\tb\"}]}]}")]
    [InlineData("{\"contents\":[{\"parts\":[{\"text\":\"a\u0001\"}]}]}")]
    [InlineData("""{"contents":[{"parts":[{"text":"a"},]}]}""")]
    [InlineData("""{"contents":[{"parts":[,{"text":"a"}]}]}""")]
    [InlineData("""{"contents":[{"parts":[{"text":"a",}]}]}""")]
    [InlineData("""{"contents":[{"parts":[{"text":"a"} {"text":"b"}]}]}""")]
    [InlineData("""{"contents":[{"parts":[{"text":"a" "role":"b"}]}]}""")]
    [InlineData("""{"contents":[{"parts":[{"text" "a"}]}]}""")]
    [InlineData("""{"contents":[{"parts":[{"te\u0078t":"a"}]}]}""")]
    [InlineData("""{"contents":[{"parts":[{"":"a"}]}]}""")]
    [InlineData("""{"":1,"contents":[]}""")]
    [InlineData("""{"contents":[{"parts":[{"text":"a"}]}]}}""")]
    [InlineData("""{"contents":[{"parts":[{"text":"a"}]}]} x""")]
    [InlineData("""{"contents":[{"parts":[{"text":"a"}]}""")]
    [InlineData("""{"contents":[]} """)]
    [InlineData("""{"contents":[{"role":"us\u0065r","parts":[]}]}""")]
    [InlineData("""{"contents":[{"role":null,"parts":[null]}]}""")]
    [InlineData("""{"contents":[{"parts":[{"text":"a","text":"b"}]}]}""")]
    [InlineData("""{"contents":[{"parts":[{"text":"a","thought":true}]}],"tools":[{"functionDeclarations":[{"name":"f"}]}],"model":"m"}""")]
    [InlineData("""[]""")]
    [InlineData("""{""")]
    public void ReadRequest_AnySyntax_IsReadAsTheCompleteReaderDoes(string json) => AssertReadAsComplete(json);

    private static void AssertReadAsComplete(string json)
    {
        byte[] body = Encoding.UTF8.GetBytes(json);
        ApiException? refusal = WireDialect.Developer.Requests.ReadComplete(body, "google.ai.generativelanguage.v1beta", out GenerateContentRequest? complete);
        GenerateContentRequest? read = null;
        Exception? thrown = Record.Exception(() => { read = WireJson.ReadRequest<GenerateContentRequest>(body); });

        Assert.Equal(refusal?.Message, thrown?.Message);
        Assert.Equal(complete is null ? null : Compact(complete), read is null ? null : Compact(read));
    }

    private static string Write(GenerateContentResponse response, JsonStyle style)
    {
        var output = new ArrayBufferWriter<byte>();
        WireJson.Write(output, response, style);
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }

    private static string SerializerText(GenerateContentResponse response, JsonStyle style)
    {
        var output = new ArrayBufferWriter<byte>();
        var options = new System.Text.Json.JsonWriterOptions
        {
            Encoder = WireEncoder.Instance,
            Indented = style != JsonStyle.Compact,
            IndentSize = style == JsonStyle.Pretty ? 2 : 0,
            NewLine = "\n",
        };
        using (var writer = new System.Text.Json.Utf8JsonWriter(output, options))
        {
            System.Text.Json.JsonSerializer.Serialize(writer, response, WireJson.TypeInfo<GenerateContentResponse>());
        }

        string text = Encoding.UTF8.GetString(output.WrittenSpan);
        return style switch
        {
            JsonStyle.Pretty => text + "\n",
            JsonStyle.Spaced => text.Replace("\n", "", StringComparison.Ordinal),
            _ => text,
        };
    }

    private static void ForEach(Action<int> check) => Check.One(s_config, Prop.ForAll(s_seeds, check));

    // What the generated reader takes, the reader by hand and the complete one take as the same.
    private static bool AssertReadersAgree(byte[] body)
    {
        if (RequestScan.IsSuspect(body) || !WireDialect.Developer.Requests.TryReadGenerated(body, out GenerateContentRequest? generated))
        {
            return false;
        }

        string expected = Compact(generated);
        Equal(expected, Compact(WireJson.ReadRequest<GenerateContentRequest>(body)));
        AssertCompleteReads(body, generated);
        return true;
    }

    private static void AssertCompleteReads(byte[] body, GenerateContentRequest expected)
    {
        ApiException? refusal = WireDialect.Developer.Requests.ReadComplete(body, "google.ai.generativelanguage.v1beta", out GenerateContentRequest? complete);
        Equal(refusal?.Message, null);
        Equal(Compact(expected), Compact(complete!));
    }

    private static void AssertSurvives<T>(T message, string json)
        where T : WireMessage
    {
        string compact = Compact(message);
        Equal(JsonEquality.Difference(json, compact), null);
        foreach (JsonStyle style in Enum.GetValues<JsonStyle>())
        {
            var output = new ArrayBufferWriter<byte>();
            WireJson.Write(output, message, style);
            Equal(compact, Compact(WireJson.ReadForeign<T>(output.WrittenMemory)));
        }
    }

    private static IEnumerable<byte[]> Bodies()
    {
        string[] kinds = ["generateContent", "streamGenerateContent"];
        foreach (string file in Directory.EnumerateFiles(Path.Combine(Fixtures.Root, "client-requests"), "*.json").Order(StringComparer.Ordinal))
        {
            using var request = System.Text.Json.JsonDocument.Parse(File.ReadAllBytes(file));
            if (new FileInfo(file).Length < 4000 && kinds.Any(k => request.RootElement.GetProperty("path").GetString()!.Contains(k, StringComparison.Ordinal)))
            {
                yield return Encoding.UTF8.GetBytes(request.RootElement.GetProperty("body").GetRawText());
            }
        }

        for (int seed = 0; seed < 40; seed++)
        {
            yield return Encoding.UTF8.GetBytes(RandomJson.Of(WireDialect.Developer.Requests.DescriptorOf<GenerateContentRequest>(), seed));
        }
    }

    private static byte[] Mutate(byte[] body, Random random)
    {
        List<byte> mutated = [.. body];
        ReadOnlySpan<byte> likely = "{}[],:\"'\\0123456789.eE+-nulltruefalse \n/u_$"u8;
        for (int i = random.Next(1, 4); i > 0 && mutated.Count > 0; i--)
        {
            int at = random.Next(mutated.Count);
            byte value = random.Next(4) == 0 ? (byte)random.Next(256) : likely[random.Next(likely.Length)];
            switch (random.Next(5))
            {
                case 0:
                    mutated[at] = value;
                    break;
                case 1:
                    mutated.Insert(at, value);
                    break;
                case 2:
                    mutated.RemoveAt(at);
                    break;
                case 3:
                    mutated.RemoveRange(at, mutated.Count - at);
                    break;
                default:
                    int length = Math.Min(random.Next(1, 40), mutated.Count - at);
                    mutated.InsertRange(random.Next(mutated.Count), mutated.GetRange(at, length));
                    break;
            }
        }

        return [.. mutated];
    }

    private static string Compact<T>(T message)
        where T : WireMessage
    {
        var output = new ArrayBufferWriter<byte>();
        WireJson.Write(output, message, JsonStyle.Compact);
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }

    private static void Equal<T>(T actual, T expected)
    {
        if (!EqualityComparer<T>.Default.Equals(actual, expected))
        {
            throw new InvalidOperationException($"{actual}\nand\n{expected}");
        }
    }
}
