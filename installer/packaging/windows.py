"""Windows: the Inno Setup script, its icon and version. Written here, never tried here: docs/packaging.md says so."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

from installer.packaging import tree
from installer.packaging.product import NAME, SUMMARY, TITLE, Product
from installer.problems import Problem

# Never to be changed: by it an installation is found again, to be brought up to date or removed.
_APP_ID = "{{7C0B7E1E-3B0B-4B0B-9B57-0C6C5C1A9D21}"
_SCRIPT = """\
; Made by `python3 installer package`. Silent, for a technician:
;   NAME-VERSION-windows-setup.exe /VERYSILENT /ALLUSERS /SITE=path\\site.toml
[Setup]
AppId=APP_ID
AppName=TITLE
AppVersion=VERSION
AppPublisher=TITLE
DefaultDirName={autopf}\\NAME
DefaultGroupName=TITLE
DisableProgramGroupPage=yes
DisableDirPage=auto
PrivilegesRequired=admin
PrivilegesRequiredOverridesAllowed=commandline dialog
ArchitecturesAllowed=x64compatible
ArchitecturesInstallIn64BitMode=x64compatible
MinVersion=10.0
Compression=lzma2
SolidCompression=yes
LicenseFile=LICENSE
SetupIconFile=NAME.ico
UninstallDisplayIcon={app}\\NAME.exe
OutputDir=OUT
OutputBaseFilename=NAME-VERSION-windows-setup
CloseApplications=yes
WizardStyle=modern

[Languages]
Name: "en"; MessagesFile: "compiler:Default.isl"
Name: "fr"; MessagesFile: "compiler:Languages\\French.isl"
#if FileExists(CompilerPath + "Languages\\Arabic.isl")
Name: "ar"; MessagesFile: "compiler:Languages\\Arabic.isl"
#endif

[Tasks]
Name: "desktopicon"; Description: "{cm:CreateDesktopIcon}"; Flags: unchecked

[InstallDelete]
; What an older version brought and this one does not must not stay: its modules would be found first.
Type: filesandordirs; Name: "{app}\\_internal"

[Files]
Source: "FOLDER\\*"; DestDir: "{app}"; Flags: ignoreversion recursesubdirs createallsubdirs
Source: "LICENSES.txt"; DestDir: "{app}"; Flags: ignoreversion
; The site's settings, only where they are given: installed for everybody, kept when they are there already.
Source: "{param:SITE}"; DestDir: "{commonappdata}\\NAME"; DestName: "site.toml"; \\
    Flags: external onlyifdoesntexist uninsneveruninstall skipifsourcedoesntexist; Check: SiteGiven

[Icons]
Name: "{group}\\TITLE"; Filename: "{app}\\NAME.exe"
Name: "{autodesktop}\\TITLE"; Filename: "{app}\\NAME.exe"; Tasks: desktopicon

[Run]
Filename: "{app}\\NAME.exe"; Description: "{cm:LaunchProgram,TITLE}"; Flags: nowait postinstall skipifsilent

[Code]
function SiteGiven: Boolean;
begin
  Result := ExpandConstant('{param:SITE}') <> '';
end;
"""
_VERSION = """\
VSVersionInfo(
  ffi=FixedFileInfo(filevers=({numbers}), prodvers=({numbers}), mask=0x3f, flags=0x0, OS=0x40004, fileType=0x1),
  kids=[
    StringFileInfo([StringTable('040904B0', [
      StringStruct('FileDescription', {summary!r}), StringStruct('FileVersion', {version!r}),
      StringStruct('ProductName', {title!r}), StringStruct('ProductVersion', {version!r})])]),
    VarFileInfo([VarStruct('Translation', [1033, 1200])])
  ]
)
"""


def script(product: Product, folder: Path, out: Path) -> str:
    """The Inno Setup script."""
    words = {"APP_ID": _APP_ID, "VERSION": product.version, "TITLE": TITLE, "FOLDER": str(folder), "OUT": str(out)}
    text = _SCRIPT
    for word, value in (*words.items(), ("NAME", NAME)):
        text = text.replace(word, value)
    return text


def version_file(product: Product) -> str:
    """What Windows shows in the properties of the program, in PyInstaller's form."""
    numbers = ", ".join([*product.version.split("."), "0", "0", "0", "0"][:4])
    return _VERSION.format(numbers=numbers, summary=SUMMARY, version=product.version, title=TITLE)


def build(product: Product, folder: Path, licences: str, work: Path, out: Path) -> Path | None:
    """Write the script into `work`; on Windows, where Inno Setup is there, make the installer too. Raises Problem."""
    file = work / f"{NAME}.iss"
    # Inno Setup takes UTF-8 only with its mark.
    file.write_text(script(product, folder, out), "utf-8-sig")
    tree.put(work / "LICENSES.txt", licences)
    tree.copy(product.checkout / "LICENSE", work / "LICENSE")
    compiler = shutil.which("ISCC")
    if sys.platform != "win32" or compiler is None:
        return None
    done = subprocess.run([compiler, str(file)], capture_output=True, text=True, check=False)
    if done.returncode:
        raise Problem(f"Inno Setup failed: {(done.stderr or done.stdout).strip()[-300:]}")
    return out / f"{NAME}-{product.version}-windows-setup.exe"
