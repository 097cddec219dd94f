using System.Text;

namespace Castor.Cli.Chat;

/// <summary>Writes an answer as it comes. A model can say anything, so control characters never reach the terminal.</summary>
internal sealed class AnswerWriter(TextWriter output, bool isStyled)
{
    private const string Faint = "\e[2m";
    private const string Plain = "\e[0m";

    private bool _isThought;
    private bool _endsLine = true;

    /// <summary>A piece of the answer, or of the thoughts before it.</summary>
    public void Write(string text, bool isThought)
    {
        if (isThought != _isThought)
        {
            _isThought = isThought;
            EndLine();
            Style(isThought ? Faint : Plain);
        }

        string safe = Safe(text);
        if (safe.Length > 0)
        {
            output.Write(safe);
            output.Flush();
            _endsLine = safe[^1] == '\n';
        }
    }

    /// <summary>The answer is over.</summary>
    public void End()
    {
        if (_isThought)
        {
            Style(Plain);
        }

        EndLine();
        (_isThought, _endsLine) = (false, true);
    }

    /// <summary>A line about the answer.</summary>
    public void Note(string line)
    {
        Style(Faint);
        output.Write(line);
        Style(Plain);
        output.WriteLine();
    }

    private static string Safe(string text)
    {
        if (!text.Any(IsUnsafe))
        {
            return text;
        }

        var safe = new StringBuilder(text.Length);
        foreach (char c in text)
        {
            if (!IsUnsafe(c))
            {
                safe.Append(c);
            }
        }

        return safe.ToString();
    }

    private static bool IsUnsafe(char c) => char.IsControl(c) && c is not ('\n' or '\t');

    private void EndLine()
    {
        if (!_endsLine)
        {
            output.WriteLine();
            _endsLine = true;
        }
    }

    private void Style(string code)
    {
        if (isStyled)
        {
            output.Write(code);
        }
    }
}
