/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-completion-popover.h"

#include <glib/gi18n-lib.h>

#include "office-avatar.h"

#define LONGEST  60  /* characters between the mark and the cursor */
#define HIGHEST  320 /* pixels */
#define ALL_SEEN 8   /* rows that need no scrolling */

struct _OfficeCompletionPopover {
  GtkPopover parent_instance;

  GtkTextView *view;
  const OfficeCompletionSource *sources;
  guint n_sources;
  gpointer data;

  const OfficeCompletionSource *source; /* of what was gathered; nullable */
  GPtrArray *offers;                    /* OfficeOffer; nullable */
  char *more;                           /* what else was gathered; nullable */
  char *given_up;                       /* what was typed when Escape was pressed; nullable */

  GtkWidget *scroller;
  GtkWidget *list;
};

G_DEFINE_FINAL_TYPE (OfficeCompletionPopover, office_completion_popover, GTK_TYPE_POPOVER)

/* ---- what is typed ---- */

static const OfficeCompletionSource *
find_source (OfficeCompletionPopover *self, gunichar mark)
{
  for (guint i = 0; i < self->n_sources; i++)
    if (self->sources[i].mark == mark)
      return &self->sources[i];
  return NULL;
}

static gboolean
is_word (gunichar c)
{
  return g_unichar_isalnum (c) || g_unichar_ismark (c) || c == '_' || c == '+' || c == '-';
}

/* A mark counts where a word begins; in a script without spaces letters may stand before it. */
static gboolean
may_begin (const OfficeCompletionSource *source, const GtkTextIter *start)
{
  GtkTextIter before = *start;
  gunichar c;

  if (!gtk_text_iter_backward_char (&before))
    return TRUE;
  c = gtk_text_iter_get_char (&before);
  return !source->at_start && c != '[' && !(g_unichar_isalnum (c) && c < 0x2e80) && c != source->mark;
}

/* From the mark that is nearest before the cursor to the cursor; NULL: nothing is being completed. */
static const OfficeCompletionSource *
get_typed (OfficeCompletionPopover *self, GtkTextIter *start, GtkTextIter *end)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->view);
  gboolean one_word = TRUE;

  if (gtk_text_buffer_get_has_selection (buffer))
    return NULL;
  gtk_text_buffer_get_iter_at_mark (buffer, end, gtk_text_buffer_get_insert (buffer));
  *start = *end;
  for (guint i = 0; i < LONGEST; i++)
    {
      const OfficeCompletionSource *source;
      gunichar c;

      if (!gtk_text_iter_backward_char (start))
        return NULL;
      c = gtk_text_iter_get_char (start);
      if (c == '\n')
        return NULL;
      source = find_source (self, c);
      if (source != NULL && (source->phrase || one_word) && may_begin (source, start))
        return i >= source->least ? source : NULL;
      one_word = one_word && is_word (c);
    }
  return NULL;
}

/* ---- rows ---- */

static GtkWidget *
new_lead (const OfficeOffer *offer)
{
  GtkWidget *lead = NULL;

  if (offer->person != NULL)
    {
      lead = office_avatar_new (24);
      office_avatar_set_person (OFFICE_AVATAR (lead), offer->person);
    }
  else if (offer->glyph != NULL)
    {
      lead = gtk_label_new (offer->glyph);
      gtk_widget_set_size_request (lead, 24, -1);
    }
  else if (offer->icon != NULL)
    {
      lead = gtk_image_new_from_icon_name (offer->icon);
      gtk_widget_set_size_request (lead, 24, -1);
    }
  return lead;
}

static GtkWidget *
new_label (const char *text, guint width)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), (int) width);
  return label;
}

static GtkWidget *
new_row (const OfficeOffer *offer, const char *typed)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *lead = new_lead (offer);
  const char *more = offer->detail != NULL ? offer->detail : offer->tag;
  g_autofree char *name = more != NULL ? g_strdup_printf ("%s, %s", offer->title, more) : g_strdup (offer->title);

  if (lead != NULL)
    gtk_box_append (GTK_BOX (box), lead);
  gtk_box_append (GTK_BOX (words), new_label (offer->title, 32));
  if (offer->detail != NULL)
    {
      GtkWidget *detail = new_label (offer->detail, 40);

      gtk_widget_add_css_class (detail, "stamp");
      gtk_box_append (GTK_BOX (words), detail);
    }
  gtk_widget_set_valign (words, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), words);
  if (offer->tag != NULL)
    {
      GtkWidget *tag = gtk_label_new (offer->tag);

      gtk_widget_add_css_class (tag, "stamp");
      gtk_widget_set_hexpand (tag, TRUE);
      gtk_widget_set_halign (tag, GTK_ALIGN_END);
      gtk_box_append (GTK_BOX (box), tag);
    }
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_widget_set_focusable (row, FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_object_set_data_full (G_OBJECT (row), "insert", g_strdup (office_offer_get_insert (offer, typed)), g_free);
  return row;
}

/* What is chosen is told by the text view, which has the focus. */
static void
tell_active (OfficeCompletionPopover *self, GtkListBoxRow *row)
{
  if (row != NULL)
    gtk_accessible_update_relation (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_RELATION_ACTIVE_DESCENDANT, row, -1);
  else
    gtk_accessible_reset_relation (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_RELATION_ACTIVE_DESCENDANT);
}

static void
show_row (OfficeCompletionPopover *self, GtkListBoxRow *row)
{
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scroller));
  graphene_rect_t place;

  if (gtk_widget_compute_bounds (GTK_WIDGET (row), self->list, &place))
    gtk_adjustment_clamp_page (adjustment, place.origin.y, place.origin.y + place.size.height);
}

static void
select_row (OfficeCompletionPopover *self, GtkListBoxRow *row)
{
  if (row == NULL)
    return;
  gtk_list_box_select_row (GTK_LIST_BOX (self->list), row);
  tell_active (self, row);
  show_row (self, row);
}

static void
empty (OfficeCompletionPopover *self)
{
  GtkWidget *row;

  tell_active (self, NULL);
  while ((row = gtk_widget_get_first_child (self->list)) != NULL)
    gtk_list_box_remove (GTK_LIST_BOX (self->list), row);
}

static void
forget_offers (OfficeCompletionPopover *self)
{
  g_clear_pointer (&self->offers, g_ptr_array_unref);
  g_clear_pointer (&self->more, g_free);
  self->source = NULL;
}

static guint
fill (OfficeCompletionPopover *self, const OfficeCompletionSource *source, const char *typed)
{
  g_autofree char *more = source->dup_more != NULL ? source->dup_more (self->data, typed) : NULL;
  g_autoptr (GPtrArray) found = NULL;

  if (self->source != source || self->offers == NULL || g_strcmp0 (self->more, more) != 0)
    {
      forget_offers (self);
      self->source = source;
      self->offers = source->gather (self->data);
      if (more != NULL)
        source->gather_more (self->data, more, self->offers);
      self->more = g_steal_pointer (&more);
      gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                      g_dgettext (GETTEXT_PACKAGE, source->title), -1);
    }
  found = office_offer_filter (self->offers, typed, source->most);
  empty (self);
  for (guint i = 0; i < found->len; i++)
    gtk_list_box_append (GTK_LIST_BOX (self->list), new_row (found->pdata[i], typed));
  /* A scrollbar that might come would make a list of one as high as itself. */
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scroller), GTK_POLICY_NEVER,
                                  found->len > ALL_SEEN ? GTK_POLICY_AUTOMATIC : GTK_POLICY_NEVER);
  if (found->len > 0)
    {
      gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scroller)), 0);
      select_row (self, gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->list), 0));
    }
  return found->len;
}

/* ---- coming and going ---- */

static void
point_at (OfficeCompletionPopover *self, const GtkTextIter *start)
{
  GtkWidget *parent = gtk_widget_get_parent (GTK_WIDGET (self));
  GdkRectangle place;
  double x, y;

  gtk_text_view_get_iter_location (self->view, start, &place);
  gtk_text_view_buffer_to_window_coords (self->view, GTK_TEXT_WINDOW_WIDGET, place.x, place.y, &place.x, &place.y);
  if (!gtk_widget_translate_coordinates (GTK_WIDGET (self->view), parent, place.x, place.y, &x, &y))
    return;
  gtk_popover_set_pointing_to (GTK_POPOVER (self), &(GdkRectangle){ x, y, 1, place.height });
}

/* The next time it is asked anew: the book may have changed. */
static void
go_away (OfficeCompletionPopover *self)
{
  forget_offers (self);
  tell_active (self, NULL);
  gtk_popover_popdown (GTK_POPOVER (self));
}

static void
take (OfficeCompletionPopover *self, GtkListBoxRow *row)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->view);
  g_autofree char *text = NULL;
  GtkTextIter start, end;

  if (row == NULL || get_typed (self, &start, &end) == NULL)
    return;
  text = g_strdup (g_object_get_data (G_OBJECT (row), "insert"));
  gtk_text_buffer_begin_user_action (buffer);
  gtk_text_buffer_delete (buffer, &start, &end);
  gtk_text_buffer_insert (buffer, &start, text, -1);
  gtk_text_buffer_end_user_action (buffer);
  go_away (self);
}

/* What stands there whole already need not be completed: Enter is for whoever sends. */
static gboolean
is_whole (OfficeCompletionPopover *self, GtkListBoxRow *row)
{
  g_autofree char *typed = NULL;
  g_autofree char *whole = NULL;
  GtkTextIter start, end;

  if (row == NULL || get_typed (self, &start, &end) == NULL)
    return FALSE;
  typed = gtk_text_iter_get_slice (&start, &end);
  whole = g_strchomp (g_strdup (g_object_get_data (G_OBJECT (row), "insert")));
  return g_str_equal (typed, whole);
}

static void
row_activated (OfficeCompletionPopover *self, GtkListBoxRow *row)
{
  take (self, row);
}

static void
step (OfficeCompletionPopover *self, int by)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (GTK_LIST_BOX (self->list));

  select_row (self, gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->list),
                                                   row != NULL ? gtk_list_box_row_get_index (row) + by : 0));
}

static void
office_completion_popover_dispose (GObject *object)
{
  OfficeCompletionPopover *self = OFFICE_COMPLETION_POPOVER (object);

  forget_offers (self);
  g_clear_pointer (&self->given_up, g_free);

  G_OBJECT_CLASS (office_completion_popover_parent_class)->dispose (object);
}

static void
office_completion_popover_class_init (OfficeCompletionPopoverClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = office_completion_popover_dispose;
}

static void
office_completion_popover_init (OfficeCompletionPopover *self)
{
  self->list = gtk_list_box_new ();
  gtk_widget_add_css_class (self->list, "completion-list");
  gtk_widget_set_focusable (self->list, FALSE);
  g_signal_connect_swapped (self->list, "row-activated", G_CALLBACK (row_activated), self);
  self->scroller = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (self->scroller), TRUE);
  gtk_scrolled_window_set_propagate_natural_width (GTK_SCROLLED_WINDOW (self->scroller), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (self->scroller), HIGHEST);
  gtk_widget_set_focusable (self->scroller, FALSE);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), self->list);
  gtk_popover_set_child (GTK_POPOVER (self), self->scroller);
  gtk_popover_set_autohide (GTK_POPOVER (self), FALSE);
  gtk_popover_set_has_arrow (GTK_POPOVER (self), FALSE);
  gtk_popover_set_position (GTK_POPOVER (self), GTK_POS_TOP);
  gtk_widget_set_halign (GTK_WIDGET (self), GTK_ALIGN_START);
}

/**
 * office_completion_popover_new:
 * @view: what is typed into; must outlive the popover
 *
 * Returns: (transfer floating): a popover without a parent
 */
GtkWidget *
office_completion_popover_new (GtkTextView *view)
{
  OfficeCompletionPopover *self = g_object_new (OFFICE_TYPE_COMPLETION_POPOVER, NULL);

  self->view = view;
  return GTK_WIDGET (self);
}

/**
 * office_completion_popover_set_sources:
 * @sources: (array length=n_sources): static
 * @n_sources: how many
 * @data: given to the sources; must outlive the popover
 */
void
office_completion_popover_set_sources (OfficeCompletionPopover *self, const OfficeCompletionSource *sources,
                                       guint n_sources, gpointer data)
{
  g_return_if_fail (OFFICE_IS_COMPLETION_POPOVER (self));

  self->sources = sources;
  self->n_sources = n_sources;
  self->data = data;
  office_completion_popover_reset (self);
}

/**
 * office_completion_popover_reset:
 *
 * What is written belongs to another place now.
 */
void
office_completion_popover_reset (OfficeCompletionPopover *self)
{
  g_return_if_fail (OFFICE_IS_COMPLETION_POPOVER (self));

  g_clear_pointer (&self->given_up, g_free);
  go_away (self);
}

/**
 * office_completion_popover_update:
 *
 * Shows what fits what stands before the cursor, or goes away.
 */
void
office_completion_popover_update (OfficeCompletionPopover *self)
{
  const OfficeCompletionSource *source;
  g_autofree char *typed = NULL;
  GtkTextIter start, end;

  g_return_if_fail (OFFICE_IS_COMPLETION_POPOVER (self));

  source = gtk_widget_has_focus (GTK_WIDGET (self->view)) ? get_typed (self, &start, &end) : NULL;
  if (source == NULL)
    {
      office_completion_popover_reset (self);
      return;
    }
  typed = gtk_text_iter_get_slice (&start, &end);
  if ((self->given_up != NULL && g_str_has_prefix (typed, self->given_up))
      || fill (self, source, g_utf8_next_char (typed)) == 0)
    {
      /* What was gathered may fit again when a letter is taken back. */
      tell_active (self, NULL);
      gtk_popover_popdown (GTK_POPOVER (self));
      return;
    }
  point_at (self, &start);
  gtk_popover_popup (GTK_POPOVER (self));
}

/**
 * office_completion_popover_press:
 * @keyval: a key without modifiers
 *
 * Returns: whether the popover was there and took the key
 */
gboolean
office_completion_popover_press (OfficeCompletionPopover *self, guint keyval)
{
  GtkListBoxRow *row;
  GtkTextIter start, end;

  g_return_val_if_fail (OFFICE_IS_COMPLETION_POPOVER (self), FALSE);

  if (!gtk_widget_get_visible (GTK_WIDGET (self)))
    return FALSE;
  switch (keyval)
    {
    case GDK_KEY_Up:
      step (self, -1);
      return TRUE;
    case GDK_KEY_Down:
      step (self, 1);
      return TRUE;
    case GDK_KEY_Escape:
      g_clear_pointer (&self->given_up, g_free);
      if (get_typed (self, &start, &end) != NULL)
        self->given_up = gtk_text_iter_get_slice (&start, &end);
      go_away (self);
      return TRUE;
    case GDK_KEY_Tab:
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
      row = gtk_list_box_get_selected_row (GTK_LIST_BOX (self->list));
      if (keyval != GDK_KEY_Tab && is_whole (self, row))
        {
          go_away (self);
          return FALSE;
        }
      take (self, row);
      return TRUE;
    default:
      return FALSE;
    }
}
