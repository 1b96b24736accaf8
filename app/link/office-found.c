/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-found-private.h"

#include "office-id.h"

#define MOST_TEXTS         64
#define LONGEST_NAME       80
#define FINGERPRINT_LENGTH 64

/* Immutable: what changes on the network makes a new one. */
struct _OfficeFound {
  GObject parent_instance;

  char *id;
  char *name;
  char *machine;
  char *address;
  char *fingerprint;
  guint16 port;
  guint rank;
};

enum {
  PROP_0,
  PROP_ID,
  PROP_NAME,
  PROP_MACHINE,
  PROP_ADDRESS,
  PROP_FINGERPRINT,
  N_PROPERTIES,
};
static GParamSpec *properties[N_PROPERTIES];

G_DEFINE_FINAL_TYPE (OfficeFound, office_found, G_TYPE_OBJECT)

/* The value of the first string "key=value"; RFC 6763 compares keys without case. */
static char *
find_text (GVariant *texts, const char *key)
{
  gsize n = MIN (g_variant_n_children (texts), MOST_TEXTS);
  gsize key_length = strlen (key);

  for (gsize i = 0; i < n; i++)
    {
      g_autoptr (GVariant) child = g_variant_get_child_value (texts, i);
      gsize length;
      const char *bytes = g_variant_get_fixed_array (child, &length, 1);

      if (length <= key_length || bytes[key_length] != '=' || g_ascii_strncasecmp (bytes, key, key_length) != 0)
        continue;
      if (!g_utf8_validate (bytes + key_length + 1, (gssize) (length - key_length - 1), NULL))
        return NULL;
      return g_strndup (bytes + key_length + 1, length - key_length - 1);
    }
  return NULL;
}

static gboolean
is_name (const char *text)
{
  if (text == NULL || *text == '\0' || g_utf8_strlen (text, -1) > LONGEST_NAME)
    return FALSE;
  for (const char *c = text; *c != '\0'; c = g_utf8_next_char (c))
    if (g_unichar_iscntrl (g_utf8_get_char (c)))
      return FALSE;
  return TRUE;
}

static gboolean
is_fingerprint (const char *text)
{
  return strlen (text) == FINGERPRINT_LENGTH && strspn (text, "0123456789abcdef") == FINGERPRINT_LENGTH;
}

static guint
rank_address (GInetAddress *address)
{
  if (g_inet_address_get_is_loopback (address))
    return 3;
  if (g_inet_address_get_is_link_local (address))
    return 2;
  return g_inet_address_get_family (address) == G_SOCKET_FAMILY_IPV4 ? 0 : 1;
}

/* A link-local IPv6 address leads nowhere without the interface that it was heard on. */
static GInetAddress *
parse_address (const char *text)
{
  g_autoptr (GInetAddress) address = g_inet_address_new_from_string (text);

  if (address == NULL || g_inet_address_get_is_any (address) || g_inet_address_get_is_multicast (address))
    return NULL;
  if (g_inet_address_get_family (address) == G_SOCKET_FAMILY_IPV6 && g_inet_address_get_is_link_local (address))
    return NULL;
  return g_steal_pointer (&address);
}

static char *
dup_machine (const char *host)
{
  const char *end = g_str_has_suffix (host, ".local") ? host + strlen (host) - strlen (".local") : host + strlen (host);
  g_autofree char *machine = g_strndup (host, (gsize) (end - host));

  return is_name (machine) ? g_steal_pointer (&machine) : g_strdup ("");
}

static void
office_found_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  OfficeFound *self = OFFICE_FOUND (object);

  switch (id)
    {
    case PROP_ID:
      g_value_set_string (value, self->id);
      break;

    case PROP_NAME:
      g_value_set_string (value, self->name);
      break;

    case PROP_MACHINE:
      g_value_set_string (value, self->machine);
      break;

    case PROP_ADDRESS:
      g_value_set_string (value, self->address);
      break;

    case PROP_FINGERPRINT:
      g_value_set_string (value, self->fingerprint);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
office_found_finalize (GObject *object)
{
  OfficeFound *self = OFFICE_FOUND (object);

  g_free (self->id);
  g_free (self->name);
  g_free (self->machine);
  g_free (self->address);
  g_free (self->fingerprint);

  G_OBJECT_CLASS (office_found_parent_class)->finalize (object);
}

static void
install_text (GObjectClass *object_class, guint id, const char *name)
{
  properties[id] = g_param_spec_string (name, NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_property (object_class, id, properties[id]);
}

static void
office_found_class_init (OfficeFoundClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = office_found_get_property;
  object_class->finalize = office_found_finalize;
  install_text (object_class, PROP_ID, "id");
  install_text (object_class, PROP_NAME, "name");
  install_text (object_class, PROP_MACHINE, "machine");
  install_text (object_class, PROP_ADDRESS, "address");
  install_text (object_class, PROP_FINGERPRINT, "fingerprint");
}

static void
office_found_init (OfficeFound *self)
{
}

/**
 * office_found_new_from_answer:
 * @answer: what Avahi's ResolveService answers, of the type %OFFICE_FOUND_ANSWER_TYPE
 *
 * Anybody on the network can announce anything: only what has the form of an office is taken.
 *
 * Returns: (transfer full) (nullable): the office
 */
OfficeFound *
office_found_new_from_answer (GVariant *answer)
{
  g_autoptr (OfficeFound) self = NULL;
  g_autoptr (GVariant) texts = NULL;
  g_autoptr (GInetAddress) address = NULL;
  const char *host;
  const char *text;

  g_return_val_if_fail (g_variant_is_of_type (answer, G_VARIANT_TYPE (OFFICE_FOUND_ANSWER_TYPE)), NULL);

  self = g_object_new (OFFICE_TYPE_FOUND, NULL);
  g_variant_get_child (answer, 5, "&s", &host);
  g_variant_get_child (answer, 7, "&s", &text);
  g_variant_get_child (answer, 8, "q", &self->port);
  texts = g_variant_get_child_value (answer, 9);
  address = parse_address (text);
  self->id = find_text (texts, "id");
  self->name = find_text (texts, "name");
  self->fingerprint = find_text (texts, "fingerprint");
  if (address == NULL || self->port == 0 || !office_id_is_valid (self->id) || !is_name (self->name)
      || (self->fingerprint != NULL && !is_fingerprint (self->fingerprint)))
    return NULL;
  self->machine = dup_machine (host);
  self->address = g_inet_address_to_string (address);
  self->rank = rank_address (address);
  return g_steal_pointer (&self);
}

/**
 * office_found_get_rank:
 * @self: an office that was found
 *
 * Returns: how good its address is: 0 is best (IPv4), then IPv6, then one that may not last, then this machine's own
 */
guint
office_found_get_rank (OfficeFound *self)
{
  return self->rank;
}

/**
 * office_found_equal:
 * @self: an office that was found
 * @other: another
 *
 * Returns: whether they say the same
 */
gboolean
office_found_equal (OfficeFound *self, OfficeFound *other)
{
  return self->port == other->port && strcmp (self->id, other->id) == 0 && strcmp (self->name, other->name) == 0
         && strcmp (self->machine, other->machine) == 0 && strcmp (self->address, other->address) == 0
         && g_strcmp0 (self->fingerprint, other->fingerprint) == 0;
}

const char *
office_found_get_id (OfficeFound *self)
{
  g_return_val_if_fail (OFFICE_IS_FOUND (self), NULL);
  return self->id;
}

const char *
office_found_get_name (OfficeFound *self)
{
  g_return_val_if_fail (OFFICE_IS_FOUND (self), NULL);
  return self->name;
}

const char *
office_found_get_machine (OfficeFound *self)
{
  g_return_val_if_fail (OFFICE_IS_FOUND (self), NULL);
  return self->machine;
}

const char *
office_found_get_address (OfficeFound *self)
{
  g_return_val_if_fail (OFFICE_IS_FOUND (self), NULL);
  return self->address;
}

guint16
office_found_get_port (OfficeFound *self)
{
  g_return_val_if_fail (OFFICE_IS_FOUND (self), 0);
  return self->port;
}

const char *
office_found_get_fingerprint (OfficeFound *self)
{
  g_return_val_if_fail (OFFICE_IS_FOUND (self), NULL);
  return self->fingerprint;
}
