using Castor.Engines.Scenarios;

namespace Castor.Engines.Tests.Scenarios;

public sealed class LoaderTests
{
    [Theory]
    [InlineData("- {mach: {text: x}, answer: y}", "1:4: a scenario has no 'mach'; did you mean 'match'?")]
    [InlineData("- match: {txet: x}\n  answer: y", "1:11: match has no 'txet'; did you mean 'text'?")]
    [InlineData("- match: {zzzzzz: x}\n  answer: y", "1:11: match has no 'zzzzzz'; expected one of method, model, text")]
    [InlineData("- answer:\n    finishReason: STOPP\n    text: x", "2:19: finishReason cannot be 'STOPP'; did you mean 'STOP'?")]
    [InlineData("- answer:\n    blockReason: SAFE", "2:18: blockReason cannot be 'SAFE'")]
    [InlineData("- answer: {text: a, chunks: [b]}", "1:11: give one of text, chunks, parts, json, echo")]
    [InlineData("- answer: {text: [a]}", "1:18: text takes text, not a list")]
    [InlineData("- answer: {}", "1:11: an answer that says nothing")]
    [InlineData("- name: x", "1:3: a scenario needs an answer, answers or faults")]
    [InlineData("- {name: 'a b', answer: x}", "1:10: a name is of printable ASCII")]
    [InlineData("- {answer: 'x {{modle}}'}", "1:12: '{{modle}}' is no variable; did you mean 'model'?")]
    [InlineData("- {answer: 'x {{model'}", "1:12: '{{' is not closed by '}}'")]
    [InlineData("- {answer: x, answers: [y]}", "1:24: give answer or answers, one of the two")]
    [InlineData("- {answers: [], name: a}", "1:13: answers is an empty list")]
    [InlineData("- {answers: [a, b], repeat: forever}", "1:29: repeat cannot be 'forever'; expected one of last, cycle, error, skip")]
    [InlineData("- {answer: x, per: session}", "1:20: per cannot be 'session'; expected scenario, conversation or header NAME")]
    [InlineData("- {answer: x, priority: high}", "1:25: priority takes a whole number")]
    [InlineData("- {match: {text: '/(/'}, answer: x}", "1:18: not a regular expression")]
    [InlineData("- {match: {text: {contains: a, equals: b}}, answer: x}", "1:18: text takes exactly one of contains, equals")]
    [InlineData("- {match: {turn: 4..2}, answer: x}", "1:18: turn takes a number such as 2")]
    [InlineData("- {match: {turn: 0}, answer: x}", "1:18: turns are counted from 1")]
    [InlineData("- {match: {media: sound}, answer: x}", "1:19: media cannot be 'sound'")]
    [InlineData("- {match: {method: generate}, answer: x}", "1:20: method cannot be 'generate'")]
    [InlineData("- {match: {method: embedContent}, answer: x}", "1:20: the answer is not for this method")]
    [InlineData("- {match: {any: []}, answer: x}", "1:17: any is an empty list")]
    [InlineData("- {match: {streamed: yes}, answer: x}", "1:22: streamed takes true or false, not 'yes'")]
    [InlineData("- faults: {error: 200}", "1:19: an error has an HTTP status from 400 to 599, not 200")]
    [InlineData("- faults: {error: overload}", "1:19: 'overload' is no error; did you mean 'overloaded'?")]
    [InlineData("- faults: {error: {message: x}}", "1:19: error needs a status")]
    [InlineData("- faults: {error: {status: 500, details: [{reason: x}]}}", "1:43: a detail is a mapping with '@type'")]
    [InlineData("- faults: {quota: {per: minute}}", "1:19: quota needs a limit")]
    [InlineData("- faults: {latency: 500}", "1:21: latency takes a duration such as 500ms, 1.5s or 2m, not '500'")]
    [InlineData("- faults: {latency: {fist: 1s}}", "1:22: latency has no 'fist'; did you mean 'first'?")]
    [InlineData("- faults: {times: 3}", "1:11: a fault that does nothing")]
    [InlineData("- faults: {error: 500, probability: 0.5}", "1:37: probability needs a seed")]
    [InlineData("- faults: {error: 500, probability: 2, seed: 1}", "1:37: probability takes a number above 0 and up to 1, not '2'")]
    [InlineData("- faults: {error: 500, times: 0}", "1:31: times takes a whole number from 1 on, not '0'")]
    [InlineData("- answer: {calls: [{args: {}}]}", "1:20: a call needs a name")]
    [InlineData("- answer: {calls: [{name: f, args: [1]}]}", "1:36: args takes a mapping, not a list")]
    [InlineData("- answer: {media: {data: '!!', mimeType: image/png}}", "1:26: data is not base64")]
    [InlineData("- answer: {media: {mimeType: image/png}}", "1:19: media takes a file in the scenario folder, or base64 data")]
    [InlineData("- answer: {media: {file: ../secret.png}}", "1:26: '../secret.png' is not a path inside the scenario folder")]
    [InlineData("- answer: {media: {file: /etc/passwd}}", "1:26: '/etc/passwd' is not a path inside the scenario folder")]
    [InlineData("- answer: {media: {file: no.png}}", "1:26: there is no file 'no.png' in the scenario folder")]
    [InlineData("- answer: {embedding: [1, x]}", "1:27: embedding takes numbers, not 'x'")]
    [InlineData("- answer: {raw: {}, text: x}", "1:11: an answer is one of raw, passthrough")]
    [InlineData("- answer: {usage: {promptTokenCount: 3}}", "1:19: there is no answer that this belongs to")]
    [InlineData("- answer: {blockReason: SAFETY, text: x}", "1:25: a blocked prompt has no candidates")]
    [InlineData("- answer: {grounding: x}", "1:23: grounding takes a mapping with the wire's own names, not 'x'")]
    [InlineData("- answer: {text: a, grounding: {}, groundingMetadata: {}}", "1:55: 'grounding' and 'groundingMetadata' are the same; give one")]
    [InlineData("hello", "1:1: a scenario file takes a list, not 'hello'")]
    [InlineData("- hello", "1:3: a scenario takes a mapping, not 'hello'")]
    [InlineData("- {answer: x, answer: y}", "1:15: 'answer' is there twice; the first is on line 1")]
    [InlineData("- answer: [a", "not YAML: ")]
    [InlineData("- answer: *nobody", "1:11: '*nobody' names an anchor that is not set before")]
    [InlineData("- &a [*a]", "1:7: '*a' holds itself")]
    [InlineData("- answer: !secret x", "1:11: the tag '!secret' is not known here")]
    [InlineData("scenarios: []\nscenaros: []", "2:1: a file with 'scenarios' has no 'scenaros'; did you mean 'scenarios'?")]
    public void Mistake_IsToldWithItsPlaceAndWhatWasExpected(string yaml, string expected)
    {
        IReadOnlyList<ScenarioMistake> findings = ScenarioRig.Load(yaml).Findings;

        Assert.Contains(findings, f => !f.IsWarning && f.ToString().StartsWith("test.yaml:", StringComparison.Ordinal) && f.ToString().Contains(expected, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("- faults: {error: 999}", "1:19: an error has an HTTP status from 400 to 599, not 999")]
    [InlineData("- faults: {latency: soon}", "1:21: latency takes a duration such as 500ms, 1.5s or 2m, not 'soon'")]
    [InlineData("- faults: {cutAfter: -1}", "1:22: cutAfter takes a whole number from 0 on, not '-1'")]
    [InlineData("- faults: {quota: {limit: 1, per: hour}}", "1:35: per cannot be 'hour'; expected one of minute, day")]
    public void Fault_WithAMistake_IsNotToldToDoNothingToo(string yaml, string expected)
    {
        ScenarioMistake mistake = Assert.Single(ScenarioRig.Load(yaml).Findings);

        Assert.Equal($"test.yaml:{expected}", mistake.ToString());
    }

    [Fact]
    public void Mistakes_AreAllToldAtOnce()
    {
        ScenarioLoad load = ScenarioRig.Load("""
            - mach: {}
              answer: x
            - match: {text: '/[/'}
              answer: {text: "{{nothing}}", finishReason: NEVER}
            """);

        Assert.Equal([1, 3, 4, 4], load.Findings.Select(f => f.Line));
    }

    [Fact]
    public void Mistake_InAWireMessage_IsToldAtItsOwnPlace()
    {
        ScenarioLoad load = ScenarioRig.Load("""
            - answer:
                text: x
                grounding:
                  webSearchQueries: [a]
                  groundingChunks:
                    - web: {uri: a, titel: b}
            """);

        ScenarioMistake mistake = Assert.Single(load.Findings);
        Assert.Equal((6, 25), (mistake.Line, mistake.Column));
        Assert.Contains("\"titel\"", mistake.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("- &x {match: {text: a}, answer: b}\n- {<<: *x, name: c}", 2)]
    [InlineData("scenarios:\n  - answer: b", 1)]
    [InlineData("answer: b\n---\nanswer: c\n---\n", 2)]
    [InlineData("", 0)]
    [InlineData("# nothing yet", 0)]
    [InlineData("scenarios:", 0)]
    [InlineData("\uFEFF- answer: b", 1)]
    public void File_InAnyOfItsForms_IsRead(string yaml, int count)
    {
        ScenarioLoad load = ScenarioRig.Load(yaml);

        Assert.DoesNotContain(load.Findings, f => !f.IsWarning);
        Assert.Equal(count, load.Set.Count);
    }

    [Fact]
    public void Aliases_ThatUnfoldWithoutEnd_AreRefused()
    {
        string yaml = "- &a [x, x, x, x, x, x, x, x, x, x]\n" + string.Concat(Enumerable.Range(0, 9).Select(i =>
            $"- &{(char)('b' + i)} [{string.Join(", ", Enumerable.Repeat($"*{(char)('a' + i)}", 10))}]\n"));

        Assert.Contains(ScenarioRig.Load(yaml).Findings, f => f.Message.Contains("aliases unfolded", StringComparison.Ordinal));
    }

    [Fact]
    public void Depth_BeyondTheLimit_IsRefused() =>
        Assert.Contains(ScenarioRig.Load(new string('[', 50_000)).Findings, f => f.Message.Contains("nested deeper", StringComparison.Ordinal));

    [Fact]
    public void Bytes_ThatAreNotUtf8_AreToldWithTheirPlace()
    {
        using var rig = new ScenarioRig();
        File.WriteAllBytes(Path.Combine(rig.Path, "bad.yaml"), [.. "- answer: x\n- an"u8, 0xFF, .. "swer: y"u8]);

        Assert.Equal("bad.yaml:2:5: not UTF-8", Assert.Single(ScenarioLoader.LoadFolder(rig.Path).Findings).ToString());
    }

    [Fact]
    public void Media_FromTheFolder_AreReadAndLinksOutOfItAreNot()
    {
        using var rig = new ScenarioRig();
        using var outside = new ScenarioRig();
        string secret = outside.Write("secret.png", "secret");
        rig.Write("media/fine.png", "png");
        File.CreateSymbolicLink(Path.Combine(rig.Path, "link.png"), secret);
        Directory.CreateSymbolicLink(Path.Combine(rig.Path, "door"), outside.Path);
        File.CreateSymbolicLink(Path.Combine(rig.Path, "inside.png"), Path.Combine(rig.Path, "media", "fine.png"));
        File.CreateSymbolicLink(Path.Combine(rig.Path, "circle.png"), "circle.png");
        rig.Write("good.yaml", "- answer: {media: [{file: media/fine.png}, {file: inside.png}]}");
        rig.Write("bad.yaml", "- answer: {media: [{file: link.png}, {file: door/secret.png}, {file: circle.png}]}");

        IReadOnlyList<ScenarioMistake> findings = ScenarioLoader.LoadFolder(rig.Path).Findings;

        Assert.Equal(3, findings.Count);
        Assert.All(findings, f => Assert.Equal("bad.yaml", f.File));
        Assert.Equal(3, findings.Count(f => f.Message.Contains("leads out of the scenario folder", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("- {name: a, match: {text: x}, answer: 1}\n- {name: a, match: {text: y}, answer: 2}", "2:3: warning: the name 'a' is given before, on line 1")]
    [InlineData("- {answer: 1}\n- {name: b, match: {text: y}, answer: 2}", "2:3: warning: never reached: 'test.yaml#1', on line 1")]
    [InlineData("- {match: {text: [x, y]}, answer: 1}\n- {match: {turn: 2, text: [y, x]}, answer: 2}", "2:3: warning: never reached")]
    [InlineData("- {match: {text: '/.*/'}, answer: 1}", "1:18: warning: the regular expression /.*/ matches every text")]
    public void Lint_WarnsOfWhatCanHardlyBeMeant(string yaml, string expected)
    {
        ScenarioLoad load = ScenarioRig.Load(yaml);

        Assert.False(load.HasMistakes);
        Assert.Contains(load.Findings, f => f.ToString().Contains(expected, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("- {answers: [1], repeat: skip}\n- {answer: 2}")]
    [InlineData("- {match: none, answer: 1}\n- {answer: 2}")]
    [InlineData("- {match: {text: x}, answer: 1}\n- {answer: 2}")]
    [InlineData("- {match: {text: y}, answer: 2}\n- {match: {text: x}, answer: 1}")]
    [InlineData("- {answer: {totalTokens: 3}}\n- {answer: 2}")]
    [InlineData("- {match: {text: '/^a?$/'}, answer: 2}")]
    [InlineData("- {match: {method: '*'}, faults: {error: 500}, priority: -1}\n- {answer: {embedding: [1]}}")]
    public void Lint_LeavesSoundFilesAlone(string yaml) => Assert.Empty(ScenarioRig.Load(yaml).Findings);
}
