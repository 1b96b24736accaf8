/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "office-admin.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* The command line of `office --admin`. */
typedef struct {
  char *command;
  char **arguments; /* what follows the command */
  char *data;       /* the data folder */
  char *role;
  int uses, hours;
  char *address; /* nullable: of the host, for a link */
  int port;
  gboolean replace;
  gboolean read_password; /* from standard input */
  gboolean help;
} OfficeAdminOptions;

OfficeAdminOptions *office_admin_options_parse (int argc, char **argv, GError **error); /* one sentence */
void office_admin_options_free (OfficeAdminOptions *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (OfficeAdminOptions, office_admin_options_free)

/* office-admin-help.c: NULL for a command that there is not; command NULL: the overview. */
const char *office_admin_help_get (const char *command);

/* Each command prints its result; FALSE with an error of one sentence. *sound FALSE: something is wrong, and was printed. */
typedef gboolean (*OfficeAdminCommand) (const OfficeAdminOptions *options, gboolean *sound, GError **error);
gboolean office_admin_backup (const OfficeAdminOptions *options, gboolean *sound, GError **error);
gboolean office_admin_restore (const OfficeAdminOptions *options, gboolean *sound, GError **error);
gboolean office_admin_check (const OfficeAdminOptions *options, gboolean *sound, GError **error);
gboolean office_admin_digest (const OfficeAdminOptions *options, gboolean *sound, GError **error);
gboolean office_admin_people (const OfficeAdminOptions *options, gboolean *sound, GError **error);
gboolean office_admin_invite (const OfficeAdminOptions *options, gboolean *sound, GError **error);
gboolean office_admin_reset (const OfficeAdminOptions *options, gboolean *sound, GError **error);

G_END_DECLS
