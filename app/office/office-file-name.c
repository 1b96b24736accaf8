/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-file-name.h"

#include <fcntl.h>
#include <glib/gi18n.h>
#include <string.h>
#include <unistd.h>

#define LONGEST_SHOWN   255 /* characters, as the model allows */
#define LONGEST_ON_DISK 200 /* bytes; file systems take 255 */
#define LONGEST_ENDING  20  /* bytes of an ending that is kept when a name is cut */
#define MOST_MARKS      4   /* on one character */

/* What turns text round, what has no width, and what is no character: a name has no use for it but to deceive. */
static gboolean
is_invisible (gunichar c)
{
  return (c >= 0x200b && c <= 0x200f) || (c >= 0x202a && c <= 0x202e) || (c >= 0x2060 && c <= 0x206f) || c == 0x061c
         || c == 0x00ad || c == 0xfeff || (c >= 0xfff9 && c <= 0xfffd) || (c >= 0xfdd0 && c < 0xfdf0)
         || (c & 0xfffe) == 0xfffe || (c >= 0xe0000 && c < 0xe1000);
}

/* Joiners make letters of some scripts and emoji of several; between anything else they are only hidden. */
static gboolean
is_joiner_in_use (gunichar c, gunichar before)
{
  return (c == 0x200c || c == 0x200d) && before > 0x600;
}

/**
 * office_file_name_dup_shown:
 * @name: (nullable): what somebody called a file
 *
 * Returns: (transfer full): the name on one line, without what would make it read as another one
 */
char *
office_file_name_dup_shown (const char *name)
{
  g_autofree char *valid = g_utf8_make_valid (name != NULL ? name : "", -1);
  GString *shown = g_string_new (NULL);
  gunichar before = 0;
  guint n = 0, marks = 0;

  for (const char *p = valid; *p != '\0' && n < LONGEST_SHOWN; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (is_invisible (c) && !is_joiner_in_use (c, before))
        continue;
      marks = g_unichar_ismark (c) ? marks + 1 : 0;
      if (marks > MOST_MARKS)
        continue;
      if (g_unichar_isspace (c) || g_unichar_iscntrl (c))
        c = ' ';
      if (c == ' ' && (shown->len == 0 || before == ' '))
        continue;
      g_string_append_unichar (shown, c);
      before = c;
      n++;
    }
  while (shown->len > 0 && shown->str[shown->len - 1] == ' ')
    g_string_truncate (shown, shown->len - 1);
  if (shown->len == 0)
    g_string_append (shown, _ ("File"));
  return g_string_free (shown, FALSE);
}

/* The ending with its full stop, or NULL. */
static const char *
find_ending (const char *name)
{
  const char *dot = strrchr (name, '.');

  return dot != NULL && dot != name && dot[1] != '\0' && strlen (dot) <= LONGEST_ENDING ? dot : NULL;
}

/* Shorter in its middle, so that the ending stays. */
static char *
shorten (const char *name)
{
  const char *ending = find_ending (name);
  const gsize ending_length = ending != NULL ? strlen (ending) : 0;
  gsize length = LONGEST_ON_DISK - ending_length;

  while (length > 0 && (name[length] & 0xc0) == 0x80)
    length--;
  return g_strdup_printf ("%.*s%s", (int) length, name, ending != NULL ? ending : "");
}

/**
 * office_file_name_dup_on_disk:
 * @name: (nullable): what somebody called a file
 *
 * Returns: (transfer full): how to call it in a folder of any file system: no separators, not hidden, not too long
 */
char *
office_file_name_dup_on_disk (const char *name)
{
  char *safe = office_file_name_dup_shown (name);

  for (char *p = safe; *p != '\0'; p++)
    if (strchr ("/\\:*?\"<>|", *p) != NULL)
      *p = '_';
  if (*safe == '.' || *safe == '-')
    *safe = '_';
  for (gsize end = strlen (safe); end > 1 && (safe[end - 1] == '.' || safe[end - 1] == ' '); end--)
    safe[end - 1] = '\0';
  if (strlen (safe) > LONGEST_ON_DISK)
    {
      char *cut = shorten (safe);

      g_free (safe);
      safe = cut;
    }
  return safe;
}

/**
 * office_file_name_is_program:
 * @name: what the file is called
 * @media_type: (nullable): what it was said to be
 *
 * Returns: whether some system would run it when it is opened
 */
gboolean
office_file_name_is_program (const char *name, const char *media_type)
{
  static const char *const endings[] = { "apk",  "app",     "appimage",   "bash",        "bat", "bin", "cmd", "com",
                                         "cpl",  "csh",     "deb",        "desktop",     "dll", "dmg", "elf", "exe",
                                         "fish", "flatpak", "flatpakref", "flatpakrepo", "hta", "inf", "jar", "jnlp",
                                         "js",   "jse",     "ksh",        "lnk",         "msc", "msi", "msp", "pif",
                                         "pl",   "pkg",     "ps1",        "py",          "pyc", "rb",  "reg", "rpm",
                                         "run",  "scr",     "sh",         "snap",        "so",  "sys", "url", "vb",
                                         "vbe",  "vbs",     "wsf",        "wsh",         "zsh", NULL };
  static const char *const types[] = { "application/x-executable",
                                       "application/x-pie-executable",
                                       "application/x-sharedlib",
                                       "application/x-shellscript",
                                       "application/x-desktop",
                                       "application/x-msdownload",
                                       "application/x-msdos-program",
                                       "application/x-ms-dos-executable",
                                       "application/x-msi",
                                       "application/x-ms-shortcut",
                                       "application/vnd.microsoft.portable-executable",
                                       "application/vnd.appimage",
                                       "application/x-iso9660-appimage",
                                       "application/java-archive",
                                       "application/x-java-archive",
                                       "application/x-mach-binary",
                                       "application/vnd.flatpak",
                                       "application/vnd.flatpak.ref",
                                       "application/vnd.debian.binary-package",
                                       "application/x-rpm",
                                       NULL };
  g_autofree char *lower = g_ascii_strdown (name, -1);
  const char *dot;

  g_strchomp (lower);
  while (g_str_has_suffix (lower, "."))
    lower[strlen (lower) - 1] = '\0';
  dot = strrchr (lower, '.');
  if (dot != NULL && g_strv_contains (endings, dot + 1))
    return TRUE;
  return media_type != NULL && g_strv_contains (types, media_type);
}

/**
 * office_file_is_program:
 * @path: a file
 *
 * Returns: whether its first bytes are those of a program or a script, whatever it is called; also when it cannot be read
 */
gboolean
office_file_is_program (const char *path)
{
  static const struct {
    const char *bytes;
    gsize length;
  } beginnings[] = {
    { "\x7f"
      "ELF",
      4 },
    { "MZ", 2 },
    { "#!", 2 },
    { "\xfe\xed\xfa\xce", 4 },
    { "\xfe\xed\xfa\xcf", 4 },
    { "\xce\xfa\xed\xfe", 4 },
    { "\xcf\xfa\xed\xfe", 4 },
    { "\xca\xfe\xba\xbe", 4 },
    { "[Desktop Entry]", 15 },
    { "!<arch>\n", 8 },
    { "L\0\0\0\x01\x14\x02\0", 8 },
    { "\xed\xab\xee\xdb", 4 },
  };
  char head[16] = { 0 };
  int descriptor = open (path, O_RDONLY | O_CLOEXEC);
  gssize length;

  if (descriptor < 0)
    return TRUE;
  length = read (descriptor, head, sizeof head);
  close (descriptor);
  for (gsize i = 0; i < G_N_ELEMENTS (beginnings); i++)
    if (length >= (gssize) beginnings[i].length && memcmp (head, beginnings[i].bytes, beginnings[i].length) == 0)
      return TRUE;
  return length < 0;
}
