using System.Text;
using Castor.Inference.Constraints;

namespace Castor.Inference.Chat;

/// <summary>
/// The text that Gemma 3 may write beside calls, as <see cref="Gemma3CallScanner"/> reads it: at the start of a line a fence, brackets and <c>"name"</c> may come, but not the
/// name of a tool after it.
/// </summary>
internal sealed class Gemma3Text
{
    private const string NameKey = "\"name\"";
    private const int FenceLength = 3;

    private readonly ByteDfaBuilder _builder = new();
    private readonly int _lineStart;
    private readonly int _within;

    private Gemma3Text(bool upToCall)
    {
        _lineStart = _builder.AddState(true);
        _within = _builder.AddState(!upToCall);
    }

    /// <summary>The automaton.</summary>
    /// <param name="names">The names of the tools.</param>
    /// <param name="upToCall">Whether it is the text up to a call: nothing, or up to the start of a line.</param>
    public static ByteDfa Of(IReadOnlyList<string> names, bool upToCall) => new Gemma3Text(upToCall).Make(names, upToCall);

    private ByteDfa Make(IReadOnlyList<string> names, bool upToCall)
    {
        int[] fence = [.. Enumerable.Range(0, FenceLength).Select(i => _builder.AddState(!upToCall || i == FenceLength - 1))];
        int[] key = [.. NameKey.Select(_ => _builder.AddState(!upToCall))];
        int bracket = _builder.AddState(!upToCall);
        int other = _builder.AddState(!upToCall);
        int name = _builder.AddState(!upToCall);

        int[] line = Others(_lineStart);
        Set(line, " \t\r\f\v", _lineStart);
        Set(line, "`", fence[0]);
        Set(line, "{[", bracket);
        AddEdges(_lineStart, line);
        AddEdges(_within, Others(_within));
        for (int i = 0; i < FenceLength; i++)
        {
            int[] next = Others(_within);
            if (i < FenceLength - 1)
            {
                Set(next, "`", fence[i + 1]);
            }
            else
            {
                Set(next, " \t\r\n_abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ", fence[i]);
                Set(next, "{[", bracket);
            }

            AddEdges(fence[i], next);
        }

        int[] opened = Others(_within);
        Set(opened, "{[ \t\r\n\f\v", bracket);
        Set(opened, "\"", key[0]);
        AddEdges(bracket, opened);
        for (int i = 0; i < NameKey.Length; i++)
        {
            int[] next = Others(_within);
            Set(next, i < NameKey.Length - 1 ? NameKey[(i + 1)..(i + 2)] : ": \t\r\n\f\v", i < NameKey.Length - 1 ? key[i + 1] : key[i]);
            if (i == NameKey.Length - 1)
            {
                Set(next, "\"", name);
            }

            AddEdges(key[i], next);
        }

        // Any other name, up to its end.
        int[] others = Filled(other);
        Set(others, "\"", _within);
        AddEdges(other, others);
        AddNames([.. names.Select(Encoding.UTF8.GetBytes)], 0, name, other, upToCall);
        return _builder.Build(_lineStart)!;
    }

    private void AddNames(byte[][] names, int depth, int state, int other, bool upToCall)
    {
        int[] next = Filled(other);
        next['"'] = names.Any(n => n.Length == depth) ? -1 : _within;
        foreach (IGrouping<byte, byte[]> group in names.Where(n => n.Length > depth).GroupBy(n => n[depth]))
        {
            next[group.Key] = _builder.AddState(!upToCall);
            AddNames([.. group], depth + 1, next[group.Key], other, upToCall);
        }

        AddEdges(state, next);
    }

    // Whatever is nothing special goes on with the line, or starts another one.
    private int[] Others(int to)
    {
        int[] next = Filled(to == _lineStart ? _within : to);
        next['\n'] = _lineStart;
        return next;
    }

    private static int[] Filled(int to)
    {
        int[] next = new int[256];
        Array.Fill(next, to);
        return next;
    }

    private static void Set(int[] next, string characters, int to)
    {
        foreach (char c in characters)
        {
            next[c] = to;
        }
    }

    private void AddEdges(int from, int[] next)
    {
        for (int value = 0; value < 256; value++)
        {
            if (next[value] >= 0)
            {
                _builder.AddEdge(from, (byte)value, (byte)value, next[value]);
            }
        }
    }
}
