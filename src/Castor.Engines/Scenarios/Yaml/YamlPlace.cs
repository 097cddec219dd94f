namespace Castor.Engines.Scenarios.Yaml;

/// <summary>A place in a file, line and column counted from 1.</summary>
internal readonly record struct YamlPlace(int Line, int Column);
