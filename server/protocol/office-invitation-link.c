/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-invitation-link.h"

#include "office-problem.h"

#include <gio/gio.h>
#include <string.h>

#define CODE_LENGTH        16
#define FINGERPRINT_LENGTH 64
#define LONGEST_LINK       512
#define LONGEST_HOST       253
#define SCHEME             "office://"
#define CROCKFORD          "0123456789abcdefghjkmnpqrstvwxyz"
#define ZONE               "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-._~" /* RFC 6874 */

static gboolean
refuse (GError **error, const char *field, const char *what)
{
  office_problem_set (error, OFFICE_PROBLEM_INVALID, field, "The invitation link %s", what);
  return FALSE;
}

/* GLib takes anything for an IPv6 address's zone, also what ends the host inside a link. */
static gboolean
is_address (const char *host)
{
  const char *zone = strchr (host, '%');

  return g_hostname_is_ip_address (host)
         && (zone == NULL || (zone[1] != '\0' && strspn (zone + 1, ZONE) == strlen (zone + 1)));
}

static gboolean
is_host (const char *host)
{
  gsize length = strlen (host);

  if (length == 0 || length > LONGEST_HOST)
    return FALSE;
  if (is_address (host))
    return TRUE;
  for (; *host != '\0'; host = g_utf8_next_char (host))
    {
      gunichar character = g_utf8_get_char (host);

      if (!g_unichar_isalnum (character) && strchr ("-._", (int) MIN (character, 0x7f)) == NULL)
        return FALSE;
    }
  return TRUE;
}

/* An IPv6 address, perhaps with a zone. */
static gboolean
is_bracketed_host (const char *host)
{
  return strchr (host, ':') != NULL && is_address (host);
}

static gboolean
read_port (const char *text, guint16 *port)
{
  guint64 value;

  if (!g_ascii_string_to_unsigned (text, 10, 1, G_MAXUINT16, &value, NULL))
    return FALSE;
  *port = (guint16) value;
  return TRUE;
}

/* HOST, HOST:PORT, [IPv6], [IPv6]:PORT; an IPv6 address alone too, as people type it. */
static gboolean
read_authority (OfficeInvitationLink *self, const char *text, GError **error)
{
  const char *rest;

  if (*text == '[')
    {
      rest = strchr (text, ']');
      if (rest == NULL)
        return refuse (error, "host", "has a bracket without an end");
      self->host = g_strndup (text + 1, rest - text - 1);
      rest++;
      if (!is_bracketed_host (self->host))
        return refuse (error, "host", "names no host");
    }
  else
    {
      rest = is_address (text) ? text + strlen (text) : strchrnul (text, ':');
      self->host = g_strndup (text, rest - text);
      if (!is_host (self->host))
        return refuse (error, "host", "names no host");
    }
  if (*rest == '\0')
    return TRUE;
  return (*rest == ':' && read_port (rest + 1, &self->port)) || refuse (error, "port", "has no valid port");
}

static gboolean
read_fragment (OfficeInvitationLink *self, const char *fragment, GError **error)
{
  if (fragment == NULL || *fragment == '\0')
    return TRUE;
  if (g_str_equal (fragment, "plain"))
    {
      self->plain = TRUE;
      return TRUE;
    }
  self->fingerprint = g_ascii_strdown (fragment, -1);
  return (strlen (fragment) == FINGERPRINT_LENGTH
          && strspn (self->fingerprint, "0123456789abcdef") == FINGERPRINT_LENGTH)
         || refuse (error, "fingerprint", "has a fingerprint that is not complete");
}

static gboolean
read_path (OfficeInvitationLink *self, const char *path, GError **error)
{
  if (path == NULL || *path == '\0')
    return TRUE;
  if (!g_str_has_prefix (path, "join/"))
    return refuse (error, "code", "does not say “join”");
  self->code = office_invitation_code_normalise (path + strlen ("join/"), error);
  return self->code != NULL;
}

/* Cuts the text at the first such character; what is behind it, or NULL. */
static char *
cut (char *text, char at)
{
  char *found = strchr (text, at);

  if (found == NULL)
    return NULL;
  *found = '\0';
  return found + 1;
}

/**
 * office_invitation_link_new:
 * @host: the host's name or address, without brackets
 * @port: its port
 * @code: (nullable): the code, normalised
 * @fingerprint: (nullable): of its certificate, 64 lower-case hex digits
 * @plain: whether it has no TLS
 *
 * Returns: (transfer full): a link
 */
OfficeInvitationLink *
office_invitation_link_new (const char *host, guint16 port, const char *code, const char *fingerprint, gboolean plain)
{
  OfficeInvitationLink *self = g_new0 (OfficeInvitationLink, 1);

  self->host = g_strdup (host);
  self->port = port;
  self->code = g_strdup (code);
  self->fingerprint = g_strdup (fingerprint);
  self->plain = plain;
  return self;
}

/**
 * office_invitation_link_parse:
 * @text: what a person typed or clicked on; need not be UTF-8
 * @error: 422 that names the part at fault: `host`, `port`, `code` or `fingerprint`
 *
 * Reads a link, or an address as people type it.
 *
 * Returns: (transfer full): the link
 */
OfficeInvitationLink *
office_invitation_link_parse (const char *text, GError **error)
{
  g_autoptr (OfficeInvitationLink) self = office_invitation_link_new (NULL, OFFICE_DEFAULT_PORT, NULL, NULL, FALSE);
  g_autofree char *copy = NULL;
  char *rest, *path, *fragment;

  if (strlen (text) > LONGEST_LINK || !g_utf8_validate (text, -1, NULL))
    {
      refuse (error, "host", "is not readable");
      return NULL;
    }
  copy = g_strstrip (g_strdup (text));
  rest = g_ascii_strncasecmp (copy, SCHEME, strlen (SCHEME)) == 0 ? copy + strlen (SCHEME) : copy;
  fragment = cut (rest, '#');
  path = cut (rest, '/');
  if (!read_authority (self, rest, error) || !read_path (self, path, error) || !read_fragment (self, fragment, error))
    return NULL;
  return g_steal_pointer (&self);
}

/**
 * office_invitation_link_copy:
 * @self: a link
 *
 * Returns: (transfer full): its copy
 */
OfficeInvitationLink *
office_invitation_link_copy (const OfficeInvitationLink *self)
{
  return office_invitation_link_new (self->host, self->port, self->code, self->fingerprint, self->plain);
}

/**
 * office_invitation_link_free:
 * @self: (nullable) (transfer full): a link
 */
void
office_invitation_link_free (OfficeInvitationLink *self)
{
  if (self == NULL)
    return;
  g_free (self->host);
  g_free (self->code);
  g_free (self->fingerprint);
  g_free (self);
}

static char *
dup_authority (const OfficeInvitationLink *self)
{
  gboolean brackets = strchr (self->host, ':') != NULL;

  return g_strdup_printf ("%s%s%s:%u", brackets ? "[" : "", self->host, brackets ? "]" : "", self->port);
}

/**
 * office_invitation_link_to_string:
 * @self: a link
 *
 * Returns: (transfer full): the link as it is handed on
 */
char *
office_invitation_link_to_string (const OfficeInvitationLink *self)
{
  g_autofree char *authority = dup_authority (self);
  const char *fragment = self->plain ? "plain" : self->fingerprint;

  return g_strconcat (SCHEME, authority, self->code != NULL ? "/join/" : "/", self->code != NULL ? self->code : "",
                      fragment != NULL ? "#" : NULL, fragment, NULL);
}

/**
 * office_invitation_link_get_base:
 * @self: a link
 *
 * Returns: (transfer full): the address that paths of the host's requests are put behind, without a slash at its end
 */
char *
office_invitation_link_get_base (const OfficeInvitationLink *self)
{
  g_autofree char *authority = dup_authority (self);

  return g_strconcat (self->plain ? "http://" : "https://", authority, NULL);
}

/**
 * office_invitation_code_normalise:
 * @text: a code as a person typed it
 * @error: 422 that names `code`
 *
 * Takes hyphens and white space away and reads what looks alike as the same (Crockford's base 32).
 *
 * Returns: (transfer full): the code: 16 characters
 */
char *
office_invitation_code_normalise (const char *text, GError **error)
{
  GString *code = g_string_new (NULL);

  for (; *text != '\0' && code->len <= CODE_LENGTH; text++)
    {
      char character = g_ascii_tolower (*text);

      if (character == '-' || g_ascii_isspace (character))
        continue;
      if (character == 'o')
        character = '0';
      else if (character == 'i' || character == 'l')
        character = '1';
      g_string_append_c (code, character);
    }
  if (code->len == CODE_LENGTH && strspn (code->str, CROCKFORD) == CODE_LENGTH)
    return g_string_free (code, FALSE);
  g_string_free (code, TRUE);
  office_problem_set (error, OFFICE_PROBLEM_INVALID, "code", "The code is not %d letters and digits", CODE_LENGTH);
  return NULL;
}
