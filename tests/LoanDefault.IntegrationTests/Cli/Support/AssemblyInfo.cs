using System.Runtime.Versioning;

// The native libraries are Linux ones, so the program and its tests are too.
[assembly: SupportedOSPlatform("linux")]
