namespace Castor.Engines.Schemas;

/// <summary>The kinds of JSON values that a schema allows. A whole number is told from one with a fraction, since <c>integer</c> wants only the first.</summary>
[Flags]
internal enum JsonKinds
{
    None = 0,
    Null = 1,
    Boolean = 2,
    Whole = 4,
    Fraction = 8,
    Number = Whole | Fraction,
    String = 16,
    Array = 32,
    Object = 64,
    All = Null | Boolean | Number | String | Array | Object,
}
