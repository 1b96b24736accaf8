/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-membership-private.h"

#include "office-id.h"

#include <string.h>

#define GROUP_PREFIX "office "

struct _OfficeMembership {
  GObject parent_instance;

  char *office_id;
  char *office_name;
  char *person;
  OfficeInvitationLink *where;
  char *hosted_in;
  gint64 used;
  gboolean leaving;
};

G_DEFINE_FINAL_TYPE (OfficeMembership, office_membership, G_TYPE_OBJECT)

static void
office_membership_finalize (GObject *object)
{
  OfficeMembership *self = OFFICE_MEMBERSHIP (object);

  g_free (self->office_id);
  g_free (self->office_name);
  g_free (self->person);
  g_free (self->hosted_in);
  g_clear_pointer (&self->where, office_invitation_link_free);
  G_OBJECT_CLASS (office_membership_parent_class)->finalize (object);
}

static void
office_membership_class_init (OfficeMembershipClass *class)
{
  G_OBJECT_CLASS (class)->finalize = office_membership_finalize;
}

static void
office_membership_init (OfficeMembership *self)
{
}

/**
 * office_membership_new:
 * @office_id: the office
 * @office_name: its name
 * @person: who one is there
 * @where: address and pinned certificate; a code in it is not kept
 * @hosted_in: (nullable): the data folder, if this computer hosts it
 *
 * Returns: (transfer full): a membership
 */
OfficeMembership *
office_membership_new (const char *office_id, const char *office_name, const char *person,
                       const OfficeInvitationLink *where, const char *hosted_in)
{
  OfficeMembership *self = g_object_new (OFFICE_TYPE_MEMBERSHIP, NULL);

  self->office_id = g_strdup (office_id);
  self->office_name = g_strdup (office_name);
  self->person = g_strdup (person);
  self->where = office_invitation_link_new (where->host, where->port, NULL, where->fingerprint, where->plain);
  self->hosted_in = g_strdup (hosted_in);
  return self;
}

/**
 * office_membership_new_from_key_file:
 * @file: the list of memberships
 * @group: a group of it
 *
 * Returns: (transfer full) (nullable): the membership that the group tells of; %NULL where it tells of none
 */
OfficeMembership *
office_membership_new_from_key_file (GKeyFile *file, const char *group)
{
  const char *id = g_str_has_prefix (group, GROUP_PREFIX) ? group + strlen (GROUP_PREFIX) : NULL;
  g_autofree char *name = g_key_file_get_string (file, group, "name", NULL);
  g_autofree char *person = g_key_file_get_string (file, group, "person", NULL);
  g_autofree char *host = g_key_file_get_string (file, group, "host", NULL);
  g_autofree char *fingerprint = g_key_file_get_string (file, group, "fingerprint", NULL);
  g_autofree char *hosted_in = g_key_file_get_string (file, group, "hosted-in", NULL);
  int port = g_key_file_get_integer (file, group, "port", NULL);
  g_autoptr (OfficeInvitationLink) where = NULL;
  OfficeMembership *self;

  if (!office_id_is_valid (id) || !office_id_is_valid (person) || host == NULL || port <= 0 || port > G_MAXUINT16)
    return NULL;
  where = office_invitation_link_new (host, (guint16) port, NULL, fingerprint,
                                      g_key_file_get_boolean (file, group, "plain", NULL));
  self = office_membership_new (id, name != NULL ? name : "Office", person, where, hosted_in);
  self->used = g_key_file_get_int64 (file, group, "used", NULL);
  return self;
}

/**
 * office_membership_save:
 * @self: a membership
 * @file: the list of memberships
 */
void
office_membership_save (OfficeMembership *self, GKeyFile *file)
{
  g_autofree char *group = g_strconcat (GROUP_PREFIX, self->office_id, NULL);

  g_key_file_set_string (file, group, "name", self->office_name);
  g_key_file_set_string (file, group, "person", self->person);
  g_key_file_set_string (file, group, "host", self->where->host);
  g_key_file_set_integer (file, group, "port", self->where->port);
  if (self->where->fingerprint != NULL)
    g_key_file_set_string (file, group, "fingerprint", self->where->fingerprint);
  g_key_file_set_boolean (file, group, "plain", self->where->plain);
  if (self->hosted_in != NULL)
    g_key_file_set_string (file, group, "hosted-in", self->hosted_in);
  g_key_file_set_int64 (file, group, "used", self->used);
}

/**
 * office_membership_get_where:
 * @self: a membership
 *
 * Returns: (transfer none): address and pinned certificate
 */
const OfficeInvitationLink *
office_membership_get_where (OfficeMembership *self)
{
  return self->where;
}

/**
 * office_membership_get_hosted_in:
 * @self: a membership
 *
 * Returns: (transfer none) (nullable): the data folder, if this computer hosts the office
 */
const char *
office_membership_get_hosted_in (OfficeMembership *self)
{
  return self->hosted_in;
}

/**
 * office_membership_get_used:
 * @self: a membership
 *
 * Returns: when it was opened last, ms since 1970
 */
gint64
office_membership_get_used (OfficeMembership *self)
{
  return self->used;
}

/**
 * office_membership_set_used:
 * @self: a membership
 * @used: when it was opened, ms since 1970
 */
void
office_membership_set_used (OfficeMembership *self, gint64 used)
{
  self->used = used;
}

/**
 * office_membership_is_leaving:
 * @self: a membership
 *
 * Returns: whether it is about to go
 */
gboolean
office_membership_is_leaving (OfficeMembership *self)
{
  return self->leaving;
}

/**
 * office_membership_set_leaving:
 * @self: a membership that is about to go: it is not to be opened any more
 */
void
office_membership_set_leaving (OfficeMembership *self)
{
  self->leaving = TRUE;
}

/**
 * office_membership_get_office_id:
 * @self: a membership
 *
 * Returns: (transfer none): the office's id
 */
const char *
office_membership_get_office_id (OfficeMembership *self)
{
  g_return_val_if_fail (OFFICE_IS_MEMBERSHIP (self), NULL);
  return self->office_id;
}

/**
 * office_membership_get_office_name:
 * @self: a membership
 *
 * Returns: (transfer none): the office's name when it was joined
 */
const char *
office_membership_get_office_name (OfficeMembership *self)
{
  g_return_val_if_fail (OFFICE_IS_MEMBERSHIP (self), NULL);
  return self->office_name;
}

/**
 * office_membership_get_person:
 * @self: a membership
 *
 * Returns: (transfer none): the id of the person one is there
 */
const char *
office_membership_get_person (OfficeMembership *self)
{
  g_return_val_if_fail (OFFICE_IS_MEMBERSHIP (self), NULL);
  return self->person;
}
