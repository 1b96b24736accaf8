/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-join-page.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "office-problem-text.h"
#include "office-problem.h"
#include "office-ui.h"

#define LOOK_DELAY        400 /* ms after the last key */
#define PASSWORD_LEAST    8   /* characters, as PROTOCOL.md asks for */
#define FINGERPRINT_SHOWN 16  /* digits that people compare */

struct _OfficeJoinPage {
  GtkWidget parent_instance;

  OfficeDesk *desk;
  OfficeInvitationLink *found;  /* the office that was chosen on the network; NULL: what is typed */
  OfficeInvitationLink *target; /* where we would go now; NULL: nothing that makes sense is typed */
  char *seen;                   /* the certificate that `target` showed when we looked */
  gboolean signing_in;
  guint look_id;
  GCancellable *looking;
  GCancellable *entering;

  GtkLabel *title_label;
  GtkLabel *office_label;
  GtkWidget *fields;
  GtkWidget *where_group;
  GtkEditable *link_row;
  GtkEditable *code_row;
  GtkEditable *name_row;
  GtkEditable *password_row;
  GtkLabel *error_label;
  GtkButton *enter_button;
  GtkStack *enter_stack;
  GtkButton *mode_button;
};

G_DEFINE_FINAL_TYPE (OfficeJoinPage, office_join_page, GTK_TYPE_WIDGET)

enum { ENTERED, N_SIGNALS };

static guint signals[N_SIGNALS];

static gboolean
is_filled (GtkEditable *row)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (row)));

  return *text != '\0';
}

/* ---- errors ---- */

static void
clear_error (OfficeJoinPage *self)
{
  GtkEditable *rows[] = { self->link_row, self->code_row, self->name_row, self->password_row };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    gtk_widget_remove_css_class (GTK_WIDGET (rows[i]), "error");
  gtk_widget_set_visible (GTK_WIDGET (self->error_label), FALSE);
  gtk_label_set_label (self->error_label, "");
}

static GtkEditable *
row_of_field (OfficeJoinPage *self, const char *field)
{
  if (g_strcmp0 (field, "name") == 0)
    return self->name_row;
  if (g_strcmp0 (field, "password") == 0)
    return self->password_row;
  if (g_strcmp0 (field, "code") == 0 && gtk_widget_get_visible (GTK_WIDGET (self->code_row)))
    return self->code_row;
  return self->link_row;
}

static void
show_error (OfficeJoinPage *self, const GError *error)
{
  const char *field = office_problem_get_field (error);
  g_autofree char *text = office_problem_dup_text (error);
  GtkEditable *row = row_of_field (self, field);

  clear_error (self);
  gtk_label_set_label (self->error_label, text);
  gtk_widget_set_visible (GTK_WIDGET (self->error_label), TRUE);
  if (field != NULL && gtk_widget_get_visible (GTK_WIDGET (row)))
    {
      gtk_widget_add_css_class (GTK_WIDGET (row), "error");
      gtk_widget_grab_focus (GTK_WIDGET (row));
    }
}

/* ---- where to ---- */

static void
on_looked (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (OfficeJoinPage) self = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *fingerprint = NULL;
  g_autofree char *name = NULL;
  g_autofree char *people_text = NULL;
  g_autofree char *text = NULL;
  gint64 people = 0;

  name = office_desk_look_finish (OFFICE_DESK (source), result, &people, &fingerprint, &error);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->target == NULL)
    return;
  if (name == NULL)
    {
      show_error (self, error);
      return;
    }
  people_text = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u person", "%u people", (guint) people),
                                 (guint) people);
  /* What the network announces is nobody's word: as with a typed address, the person is shown what to compare. */
  if ((self->target->fingerprint == NULL || self->found != NULL) && fingerprint != NULL)
    {
      g_free (self->seen);
      self->seen = g_strdup (fingerprint);
      /* TRANSLATORS: an office's name, how many people are in it, and the start of its certificate's fingerprint */
      text = g_strdup_printf (_ ("%s · %s · certificate %.*s…"), name, people_text, FINGERPRINT_SHOWN, fingerprint);
    }
  else
    {
      /* TRANSLATORS: an office's name, and how many people are in it */
      text = g_strdup_printf (_ ("%s · %s"), name, people_text);
    }
  gtk_label_set_label (self->office_label, text);
  gtk_widget_set_visible (GTK_WIDGET (self->office_label), TRUE);
}

static gboolean
on_look_due (gpointer data)
{
  OfficeJoinPage *self = data;

  self->look_id = 0;
  g_cancellable_cancel (self->looking);
  g_clear_object (&self->looking);
  self->looking = g_cancellable_new ();
  office_desk_look_async (self->desk, self->target, self->looking, on_looked, g_object_ref (self));
  return G_SOURCE_REMOVE;
}

static gboolean
same_host (const OfficeInvitationLink *a, const OfficeInvitationLink *b)
{
  return a != NULL && b != NULL && g_strcmp0 (a->host, b->host) == 0 && a->port == b->port && a->plain == b->plain
         && g_strcmp0 (a->fingerprint, b->fingerprint) == 0;
}

static void
set_target (OfficeJoinPage *self, OfficeInvitationLink *target)
{
  gboolean same = same_host (self->target, target);

  g_clear_pointer (&self->target, office_invitation_link_free);
  self->target = target;
  if (same)
    return;
  g_clear_handle_id (&self->look_id, g_source_remove);
  g_cancellable_cancel (self->looking);
  g_clear_pointer (&self->seen, g_free);
  gtk_widget_set_visible (GTK_WIDGET (self->office_label), FALSE);
  if (target != NULL && self->desk != NULL)
    self->look_id = g_timeout_add (LOOK_DELAY, on_look_due, self);
}

static void
update (OfficeJoinPage *self)
{
  gboolean busy = self->entering != NULL;
  gboolean code_known = self->target != NULL && self->target->code != NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->link_row), self->found == NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->code_row), !self->signing_in && self->target != NULL && !code_known);
  gtk_widget_set_visible (self->where_group, gtk_widget_get_visible (GTK_WIDGET (self->link_row))
                                                 || gtk_widget_get_visible (GTK_WIDGET (self->code_row)));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->password_row),
                                 self->signing_in ? _ ("Password") : _ ("Choose a Password"));
  gtk_button_set_label (self->mode_button,
                        self->signing_in ? _ ("I Have an _Invitation") : _ ("I Already Have an _Account"));
  gtk_widget_set_sensitive (self->fields, !busy);
  gtk_widget_set_sensitive (GTK_WIDGET (self->mode_button), !busy);
  gtk_stack_set_visible_child_name (self->enter_stack, busy ? "busy" : self->signing_in ? "sign-in" : "join");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->enter_button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  busy               ? _ ("One Moment")
                                  : self->signing_in ? _ ("Sign In")
                                                     : _ ("Join"),
                                  -1);
  gtk_widget_set_sensitive (GTK_WIDGET (self->enter_button),
                            !busy && self->target != NULL && is_filled (self->name_row)
                                && *gtk_editable_get_text (self->password_row) != '\0'
                                && (self->signing_in || code_known || is_filled (self->code_row)));
}

static void
on_link_changed (OfficeJoinPage *self)
{
  if (self->found == NULL)
    set_target (self, office_invitation_link_parse (gtk_editable_get_text (self->link_row), NULL));
  clear_error (self);
  update (self);
}

static void
on_field_changed (OfficeJoinPage *self)
{
  clear_error (self);
  update (self);
}

/* ---- going in ---- */

static void
on_entered (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (OfficeJoinPage) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (OfficeMembership) membership = office_desk_enter_finish (OFFICE_DESK (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->entering);
  update (self);
  if (membership == NULL)
    {
      show_error (self, error);
      /* The fields were insensitive, so that the focus is nowhere. */
      if (office_problem_get_field (error) == NULL)
        gtk_widget_grab_focus (self->signing_in ? GTK_WIDGET (self->password_row) : GTK_WIDGET (self->enter_button));
      return;
    }
  gtk_editable_set_text (self->password_row, "");
  g_signal_emit (self, signals[ENTERED], 0, membership);
}

/* The link as it will be used: with the code that was typed, and held to the certificate that was shown to the person. */
static OfficeInvitationLink *
make_link (OfficeJoinPage *self, GError **error)
{
  g_autoptr (OfficeInvitationLink) link = office_invitation_link_copy (self->target);

  if (!self->signing_in && link->code == NULL)
    {
      link->code = office_invitation_code_normalise (gtk_editable_get_text (self->code_row), error);
      if (link->code == NULL)
        return NULL;
    }
  if (link->fingerprint == NULL && !link->plain)
    link->fingerprint = g_strdup (self->seen);
  return g_steal_pointer (&link);
}

static gboolean
check_password (OfficeJoinPage *self, GError **error)
{
  if (self->signing_in || g_utf8_strlen (gtk_editable_get_text (self->password_row), -1) >= PASSWORD_LEAST)
    return TRUE;
  office_problem_set (error, OFFICE_PROBLEM_INVALID, "password",
                      g_dngettext (GETTEXT_PACKAGE, "A password has at least %d character.",
                                   "A password has at least %d characters.", PASSWORD_LEAST),
                      PASSWORD_LEAST);
  return FALSE;
}

static void
on_enter (OfficeJoinPage *self)
{
  g_autoptr (OfficeInvitationLink) link = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *name = NULL;
  const char *password = gtk_editable_get_text (self->password_row);

  if (!gtk_widget_is_sensitive (GTK_WIDGET (self->enter_button)))
    return;
  clear_error (self);
  if (!check_password (self, &error) || (link = make_link (self, &error)) == NULL)
    {
      show_error (self, error);
      return;
    }
  name = g_strstrip (g_strdup (gtk_editable_get_text (self->name_row)));
  self->entering = g_cancellable_new ();
  update (self);
  if (self->signing_in)
    office_desk_sign_in_async (self->desk, link, name, password, self->entering, on_entered, g_object_ref (self));
  else
    office_desk_join_async (self->desk, link, name, password, self->entering, on_entered, g_object_ref (self));
}

static void
stop (OfficeJoinPage *self)
{
  g_cancellable_cancel (self->entering);
  g_clear_object (&self->entering);
  g_cancellable_cancel (self->looking);
  g_clear_object (&self->looking);
  g_clear_handle_id (&self->look_id, g_source_remove);
}

static void
on_back (OfficeJoinPage *self)
{
  stop (self);
  update (self);
  gtk_widget_activate_action (GTK_WIDGET (self), "win.go-back", NULL);
}

static void
on_mode_clicked (OfficeJoinPage *self)
{
  self->signing_in = !self->signing_in;
  clear_error (self);
  update (self);
}

/* ---- overrides ---- */

static void
office_join_page_dispose (GObject *object)
{
  OfficeJoinPage *self = OFFICE_JOIN_PAGE (object);
  GtkWidget *child;

  stop (self);
  g_clear_pointer (&self->found, office_invitation_link_free);
  g_clear_pointer (&self->target, office_invitation_link_free);
  g_clear_pointer (&self->seen, g_free);
  g_clear_object (&self->desk);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (office_join_page_parent_class)->dispose (object);
}

static void
office_join_page_class_init (OfficeJoinPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = office_join_page_dispose;

  signals[ENTERED] = g_signal_new ("entered", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 1, OFFICE_TYPE_MEMBERSHIP);

  gtk_widget_class_set_template_from_resource (widget_class, "/com/example/Office/office-join-page.ui");
  gtk_widget_class_bind_template_child (widget_class, OfficeJoinPage, title_label);
  gtk_widget_class_bind_template_child (widget_class, OfficeJoinPage, office_label);
  gtk_widget_class_bind_template_child (widget_class, OfficeJoinPage, fields);
  gtk_widget_class_bind_template_child (widget_class, OfficeJoinPage, where_group);
  gtk_widget_class_bind_template_child (widget_class, OfficeJoinPage, link_row);
  gtk_widget_class_bind_template_child (widget_class, OfficeJoinPage, code_row);
  gtk_widget_class_bind_template_child (widget_class, OfficeJoinPage, name_row);
  gtk_widget_class_bind_template_child (widget_class, OfficeJoinPage, password_row);
  gtk_widget_class_bind_template_child (widget_class, OfficeJoinPage, error_label);
  gtk_widget_class_bind_template_child (widget_class, OfficeJoinPage, enter_button);
  gtk_widget_class_bind_template_child (widget_class, OfficeJoinPage, enter_stack);
  gtk_widget_class_bind_template_child (widget_class, OfficeJoinPage, mode_button);
  gtk_widget_class_bind_template_callback (widget_class, on_link_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_field_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_enter);
  gtk_widget_class_bind_template_callback (widget_class, on_back);
  gtk_widget_class_bind_template_callback (widget_class, on_mode_clicked);
}

static void
office_join_page_init (OfficeJoinPage *self)
{
  const char *name = g_get_real_name ();

  gtk_widget_init_template (GTK_WIDGET (self));
  office_ui_name_entry_rows (GTK_WIDGET (self));
  if (g_strcmp0 (name, "Unknown") != 0 && g_strcmp0 (name, "root") != 0)
    gtk_editable_set_text (self->name_row, name);
  update (self);
}

/* ---- public ---- */

/**
 * office_join_page_set_desk:
 * @desk: by which one joins
 */
void
office_join_page_set_desk (OfficeJoinPage *self, OfficeDesk *desk)
{
  g_return_if_fail (OFFICE_IS_JOIN_PAGE (self));
  g_return_if_fail (OFFICE_IS_DESK (desk));

  g_set_object (&self->desk, desk);
}

/**
 * office_join_page_prepare_link:
 * @link: what to fill in; an empty one leaves what was typed before
 */
void
office_join_page_prepare_link (OfficeJoinPage *self, const char *link)
{
  g_return_if_fail (OFFICE_IS_JOIN_PAGE (self));
  g_return_if_fail (link != NULL);

  g_clear_pointer (&self->found, office_invitation_link_free);
  if (*link != '\0')
    {
      self->signing_in = FALSE;
      gtk_editable_set_text (self->link_row, link);
    }
  gtk_label_set_label (self->title_label, _ ("Join with a Link"));
  on_link_changed (self);
}

/**
 * office_join_page_prepare_sign_in:
 * @where: an office that one has an account in
 * @name: (nullable): one's name there
 */
void
office_join_page_prepare_sign_in (OfficeJoinPage *self, const OfficeInvitationLink *where, const char *name)
{
  g_autofree char *link = NULL;

  g_return_if_fail (OFFICE_IS_JOIN_PAGE (self));
  g_return_if_fail (where != NULL);

  link = office_invitation_link_to_string (where);
  office_join_page_prepare_link (self, link);
  self->signing_in = TRUE;
  if (name != NULL)
    gtk_editable_set_text (self->name_row, name);
  update (self);
}

/**
 * office_join_page_prepare_found:
 * @found: an office on the network; its code is still to be typed
 */
void
office_join_page_prepare_found (OfficeJoinPage *self, OfficeFound *found)
{
  g_autofree char *title = NULL;

  g_return_if_fail (OFFICE_IS_JOIN_PAGE (self));
  g_return_if_fail (OFFICE_IS_FOUND (found));

  g_clear_pointer (&self->found, office_invitation_link_free);
  self->found = office_invitation_link_new (office_found_get_address (found), office_found_get_port (found), NULL,
                                            office_found_get_fingerprint (found),
                                            office_found_get_fingerprint (found) == NULL);
  set_target (self, office_invitation_link_copy (self->found));
  title = g_strdup_printf (_ ("Join %s"), office_found_get_name (found));
  gtk_label_set_label (self->title_label, title);
  clear_error (self);
  update (self);
}

/**
 * office_join_page_begin:
 *
 * The focus goes to what is still to be typed. The name is there when it is only supposed, to be confirmed or typed over.
 */
void
office_join_page_begin (OfficeJoinPage *self)
{
  GtkEditable *row;

  g_return_if_fail (OFFICE_IS_JOIN_PAGE (self));

  if (self->target == NULL)
    row = self->link_row;
  else if (gtk_widget_get_visible (GTK_WIDGET (self->code_row)) && !is_filled (self->code_row))
    row = self->code_row;
  else if (!self->signing_in || !is_filled (self->name_row))
    row = self->name_row;
  else
    row = self->password_row;
  gtk_widget_grab_focus (GTK_WIDGET (row));
}

/**
 * office_join_page_get_error:
 *
 * Returns: (nullable): the sentence that is shown about what went wrong
 */
const char *
office_join_page_get_error (OfficeJoinPage *self)
{
  g_return_val_if_fail (OFFICE_IS_JOIN_PAGE (self), NULL);

  return gtk_widget_get_visible (GTK_WIDGET (self->error_label)) ? gtk_label_get_label (self->error_label) : NULL;
}
